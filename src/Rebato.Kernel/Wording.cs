namespace Rebato.Kernel;

/// <summary>The two languages every text of the kernel exists in; Spanish is the default of the product.</summary>
public enum Language
{
    Spanish,
    English,
}

/// <summary>The same text in both languages.</summary>
public sealed record Wording(string Es, string En)
{
    public string In(Language language) => language == Language.English ? En : Es;
}
