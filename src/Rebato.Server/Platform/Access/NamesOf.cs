namespace Rebato.Platform.Access;

/// <summary>
/// Who is behind the pseudonyms that entities and leaves carry; those whose name was erased, and the office itself, are
/// not among the answers.
/// </summary>
public delegate Task<IReadOnlyDictionary<Guid, string>> NamesOf(IEnumerable<Guid> people);
