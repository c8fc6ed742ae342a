using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Rebato.Platform.Ui;

/// <summary>
/// Styles, scripts, fonts and drawings, served from inside the executable. Text is compressed with Brotli the first
/// time it is asked for and kept; pages with data are never compressed (BREACH).
/// </summary>
public sealed class Assets
{
    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".txt"] = "text/plain; charset=utf-8",
        [".json"] = "application/json",
        [".woff2"] = "font/woff2",
        [".webmanifest"] = "application/manifest+json",
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<string, Asset> byPath;

    public Assets() : this(typeof(Assets).Assembly) { }

    private Assets(Assembly assembly) => byPath = assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith("wwwroot/", StringComparison.Ordinal))
        .Select(name => Read(assembly, name))
        .ToFrozenDictionary(asset => asset.Path);

    public IReadOnlyCollection<string> Paths => byPath.Keys;

    /// <summary>The path with the mark of its content, which browsers may keep for ever: <c>/css/rebato.css?v=1f2e…</c>.</summary>
    public string Url(string path) => byPath.TryGetValue(path, out var asset) ? $"{path}?v={asset.Mark}" : path;

    /// <summary>The text of an asset; throws when there is none, which is a mistake of the program.</summary>
    public string Text(string path) => System.Text.Encoding.UTF8.GetString(byPath[path].Bytes);

    /// <summary>Answers with the asset at the request's path; false when there is none.</summary>
    public async Task<bool> Serve(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (!byPath.TryGetValue(request.Path, out var asset)) return false;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return true;
        }

        var compressed = asset.Compressible && AcceptsBrotli(request) ? asset.Brotli.Value : null;
        var tag = $"\"{asset.Mark}{(compressed is null ? "" : "-br")}\"";
        response.Headers.ETag = tag;
        response.Headers.CacheControl = request.Query["v"] == asset.Mark ? "public, max-age=31536000, immutable" : asset.Compressible ? "no-cache" : "public, max-age=604800";
        if (asset.Compressible) response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (request.Headers.IfNoneMatch == tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return true;
        }

        response.ContentType = asset.Type;
        if (compressed is not null) response.Headers.ContentEncoding = "br";
        var body = compressed ?? asset.Bytes;
        response.ContentLength = body.Length;
        if (HttpMethods.IsGet(request.Method)) await response.Body.WriteAsync(body, context.RequestAborted);
        return true;
    }

    private static bool AcceptsBrotli(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(encoding => encoding.Value == "br" && encoding.Quality is not 0);

    private static Asset Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        // Built on Windows, the folder inside the name is written with a backslash.
        return new(name["wwwroot".Length..].Replace('\\', '/'), bytes);
    }

    private sealed class Asset(string path, byte[] bytes)
    {
        public string Path => path;
        public byte[] Bytes => bytes;
        public string Mark { get; } = Convert.ToHexStringLower(SHA256.HashData(bytes))[..12];
        public string Type { get; } = Types.GetValueOrDefault(System.IO.Path.GetExtension(path), "application/octet-stream");
        public bool Compressible { get; } = System.IO.Path.GetExtension(path) != ".woff2";
        public Lazy<byte[]> Brotli { get; } = new(() => Compress(bytes));

        private static byte[] Compress(byte[] bytes)
        {
            using var output = new MemoryStream();
            // Nine and not eleven: base.css takes 37 ms and not 356 for 9 % more bytes, and the first page of a cold start waits for it.
            using (var brotli = new BrotliStream(output, new BrotliCompressionOptions { Quality = 9 })) brotli.Write(bytes);
            return output.ToArray();
        }
    }
}
