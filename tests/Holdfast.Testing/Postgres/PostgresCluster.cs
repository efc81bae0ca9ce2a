using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Holdfast.Testing.Postgres;

/// <summary>
/// A PostgreSQL server of the tests' own, in a temporary folder, on a free port of this computer: started when the first test needs it, gone with this object. Nothing in it
/// is flushed, so it is fast and worth nothing.
/// </summary>
public sealed class PostgresCluster : IDisposable
{
    public const string Password = "correct-horse";

    private readonly Lock gate = new();
    private string? folder, tools;
    private int port, databases;
    private bool isRunning;

    /// <summary>Why there can be no server here, or null.</summary>
    public static string? Missing => Tools() is null ? "PostgreSQL's programs (Debian: postgresql) are not installed." : null;

    /// <summary>The connection text of a new, empty database.</summary>
    public string NewDatabase()
    {
        lock (gate)
        {
            if (!isRunning) Start();
            var name = $"holdfast{++databases}";
            Run("createdb", "-h", folder!, "-p", $"{port}", "-U", "holdfast", name);
            return Text(name);
        }
    }

    public string Text(string database) => $"Host=127.0.0.1;Port={port};Database={database};Username=holdfast;Password={Password};Timeout=5";

    /// <summary>Ends the server as a crash does; its databases stay.</summary>
    public void Stop()
    {
        lock (gate)
        {
            if (!isRunning) return;
            Run("pg_ctl", "stop", "-D", Data, "-m", "immediate", "-w");
            isRunning = false;
        }
    }

    /// <summary>Starts it again on the same port, or for the first time.</summary>
    public void Start()
    {
        lock (gate)
        {
            if (isRunning) return;
            if (folder is null) Make();
            Run("pg_ctl", "start", "-D", Data, "-w", "-t", "120", "-l", Path.Combine(folder!, "log"), "-o",
                $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off");
            isRunning = true;
        }
    }

    public void Dispose()
    {
        Stop();
        if (folder is not null) Directory.Delete(folder, recursive: true);
    }

    private string Data => Path.Combine(folder!, "data");

    private void Make()
    {
        tools = Tools() ?? throw new InvalidOperationException(Missing);
        folder = Directory.CreateTempSubdirectory("holdfast-postgres-").FullName;
        using (var any = new TcpListener(IPAddress.Loopback, 0))
        {
            any.Start();
            port = ((IPEndPoint)any.LocalEndpoint).Port;
        }
        var passwordFile = Path.Combine(folder, "password");
        File.WriteAllText(passwordFile, Password + "\n");
        // PostgreSQL refuses to run as root.
        if (Environment.IsPrivilegedProcess) Wait("chown", "-R", "postgres", folder);
        Run("initdb", "-D", Data, "-U", "holdfast", "--auth-host=scram-sha-256", "--auth-local=trust", "--pwfile", passwordFile, "-E", "UTF8", "--no-sync");
    }

    private void Run(string program, params string[] arguments)
    {
        string[] command = [Path.Combine(tools!, program), .. arguments];
        if (Environment.IsPrivilegedProcess) command = ["runuser", "-u", "postgres", "--", .. command];
        Wait(command[0], command[1..]);
    }

    private static void Wait(string program, params string[] arguments)
    {
        // Output goes nowhere: the server inherits the pipes and would keep them open.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", program, .. arguments]) { WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}.");
    }

    private static string? Tools() => !Directory.Exists("/usr/lib/postgresql") ? null
        : Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
            .LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")));
}
