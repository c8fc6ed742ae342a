using Rebato.Kernel;
using Rebato.Platform.Access;
using Rebato.Platform.Ui;

namespace Rebato.Modules.Incidents.RegistryPages;

/// <summary>Annuls an inscription by a new entry with its reason; nothing is taken out of the book.</summary>
[Requires(Permission.RegistryEnter)]
internal sealed class AnnulPage(RegistryBook book, Registry registry, NamesOf names, Texts texts) : FollowPage(book, names, texts)
{
    protected override Task<Outcome<RegistryEntry>> Act(Actor actor, Guid entry, string certificateSubject) =>
        registry.Annul(actor, entry, Reason!, certificateSubject);
}
