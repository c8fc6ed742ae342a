using Rebato.Platform.Access;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents;

/// <summary>What a page calls whoever acted.</summary>
internal sealed class Naming(Texts texts)
{
    public string Of(Guid? person, Actor reader) =>
        person is null || person == Guid.Empty ? texts["person.nobody"]
        : person == reader.Id ? texts["person.you"]
        : person == Actor.Office.Id ? texts["person.office"]
        : person == Actor.Anonymous.Id ? texts["person.anonymous"]
        : person == Actor.Console.Id ? texts["person.console"]
        : texts["person.other"];
}
