using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

[assembly: AssemblyFixture(typeof(Rebato.Tests.Fixtures.PostgresServer))]

namespace Rebato.Tests.Fixtures;

/// <summary>
/// A real PostgreSQL on loopback, with its own cluster in a temporary folder, started at the first test that asks and
/// stopped at the end. It runs as the user postgres when the tests run as root, because it refuses root.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static Process? server;
    private static string? folder;
    private static int port;
    private static int databases;

    /// <summary>A connection string to a new empty database.</summary>
    public static async Task<string> NewDatabase()
    {
        await Gate.WaitAsync();
        try
        {
            if (server is null)
            {
                await Start();
            }
        }
        finally
        {
            Gate.Release();
        }

        var name = "t" + Interlocked.Increment(ref databases);
        await Execute($"CREATE DATABASE {name}");
        return $"Host=127.0.0.1;Port={port};Username=rebato;Database={name};Include Error Detail=true;Maximum Pool Size=20";
    }

    public static async Task Drop(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        NpgsqlConnection.ClearAllPools();
        await Execute($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    public async ValueTask DisposeAsync()
    {
        if (server is null)
        {
            return;
        }

        await Run(Tool("pg_ctl"), $"-D {folder} -m immediate stop");
        await server.WaitForExitAsync();
        server.Dispose();
        await Run("rm", $"-rf {folder}");
    }

    private static async Task Start()
    {
        folder = Path.Combine(Path.GetTempPath(), "rebato-pg-" + Environment.ProcessId);
        await Run(Tool("initdb"), $"-D {folder} -U rebato -A trust -E UTF8 --locale=C.UTF-8 --no-sync");
        port = FreePort();
        server = Process.Start(Command(Tool("postgres"), $"-D {folder} -p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=200"))!;
        server.OutputDataReceived += (_, _) => { };
        server.ErrorDataReceived += (_, _) => { };
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await Execute("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (attempt < 300 && !server.HasExited)
            {
                await Run("sleep", "0.1");
            }
        }
    }

    private static async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={port};Username=rebato;Database=postgres;Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string Tool(string name) =>
        Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(v => Path.Combine(v, "bin", name)).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("The tests need PostgreSQL: run ./test, which installs it.");

    private static async Task Run(string program, string arguments)
    {
        using var process = Process.Start(Command(program, arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {arguments}: {errors} {await output}");
        }
    }

    private static ProcessStartInfo Command(string program, string arguments)
    {
        var (name, line) = Environment.UserName == "root" ? ("runuser", $"-u postgres -- {program} {arguments}") : (program, arguments);
        return new ProcessStartInfo(name, line) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
