namespace Rebato.Kernel;

/// <summary>
/// The place in a norm that asks for something: <c>new("RGPD", "33.1")</c>, <c>new("Reglamento", "38.4")</c>.
/// The norm is a key of docs/law/norms.csv.
/// </summary>
public sealed record Citation(string Norm, string Place)
{
    public override string ToString() => $"{Norm} {Place}";
}
