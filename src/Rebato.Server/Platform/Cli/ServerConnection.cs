namespace Rebato.Platform.Cli;

/// <summary>How commands speak to a running office.</summary>
internal static class ServerConnection
{
    public static HttpClient To(Uri server)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(10) };
#pragma warning disable RS0030 // this is where commands open connections
        return new HttpClient(handler) { BaseAddress = server, Timeout = TimeSpan.FromMinutes(5) };
#pragma warning restore RS0030
    }
}
