#!/usr/bin/env dotnet
#:property RestorePackagesWithLockFile=false
#pragma warning disable RS0030, CA1303, CA2007 // this program is there to start processes
// The tasks of whoever works on Rebato: `./dev up`, `./dev check`, `./dev migration NAME`, `./dev bench NAME`.
using System.Diagnostics;

return args switch
{
    ["up", .. var rest] => Dotnet(["run", "--project", "src/Rebato.Server", "-c", "Release", "--", "demo", .. rest]),
    ["check"] => Check(),
    ["migration", var name] => Migration(name),
    ["bench", .. var rest] => Dotnet(["run", "--project", "bench/Rebato.Benchmarks", "-c", "Release", "--", .. rest]),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        ./dev up [options]          starts the demo town hall (./dev up --help lists the options)
        ./dev check                 format, build and the fast tests
        ./dev migration NAME        writes the migration of both databases from the one model
        ./dev bench NAME [options]  measures; without NAME lists what can be measured
        """);
    return 2;
}

static int Check() =>
    Dotnet(["format", "Rebato.slnx", "--verify-no-changes"]) is not 0 and var format ? format
    : Dotnet(["build", "Rebato.slnx", "--nologo", "-v", "q"]) is not 0 and var build ? build
    : Dotnet(["test", "--project", "tests/Rebato.Engines.Tests", "--no-build"]);

static int Migration(string name)
{
    if (Dotnet(["tool", "restore"]) is not 0 and var restore)
    {
        return restore;
    }

    foreach (var engine in new[] { "Sqlite", "Postgres" })
    {
        if (Dotnet(["ef", "migrations", "add", name, "--project", "src/Rebato.Server", "--context", engine + "Db", "--output-dir", "Platform/Data/Migrations/" + engine]) is not 0 and var failed)
        {
            return failed;
        }
    }

    return 0;
}

static int Dotnet(string[] arguments)
{
    using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Directory.GetCurrentDirectory() })!;
    process.WaitForExit();
    return process.ExitCode;
}
