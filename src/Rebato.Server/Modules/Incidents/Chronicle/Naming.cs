using Rebato.Modules.People;
using Rebato.Platform.Access;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents;

/// <summary>What a page calls whoever acted. Names are learnt in one question for the whole page.</summary>
internal sealed class Naming(PeopleDesk people, Texts texts)
{
    private readonly Dictionary<Guid, string> names = [];

    /// <summary>Reads the names of these people, those that are not known yet and can still be read.</summary>
    public async Task Learn(IEnumerable<Guid?> wanted)
    {
        var unknown = wanted.OfType<Guid>().Where(id => id != Guid.Empty && !names.ContainsKey(id)).Distinct().ToList();
        if (unknown.Count > 0)
        {
            foreach (var (id, name) in await people.NamesOf(unknown))
            {
                names[id] = name;
            }
        }
    }

    public string Of(Guid? person, Actor reader) =>
        person is not { } id || id == Guid.Empty ? texts["person.nobody"]
        : id == reader.Id ? texts["person.you"]
        : id == Actor.Office.Id ? texts["person.office"]
        : id == Actor.Anonymous.Id ? texts["person.anonymous"]
        : id == Actor.Console.Id ? texts["person.console"]
        : names.GetValueOrDefault(id) ?? texts["person.other"];
}
