namespace Rebato.Platform.Access;

/// <summary>The name of whoever is signed in, as a feature of the request: for the frame of the page and nothing else.</summary>
internal sealed record WhoIs(string Name);
