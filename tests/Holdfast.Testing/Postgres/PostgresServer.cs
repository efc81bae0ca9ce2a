using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Holdfast.Testing.Postgres;

/// <summary>
/// A server of the tests' own to be backed up, or one on a data directory that was recovered: of a version that is chosen, on a free port of this computer. Unlike
/// <see cref="PostgresCluster"/> it can be configured, killed, and started again. Nothing in it is flushed.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    public const string User = "holdfast", Password = "correct-horse";

    private readonly PostgresPrograms programs;
    private readonly string folder;
    private readonly bool ownsFolder;
    private bool isRunning;

    private PostgresServer(PostgresPrograms programs, string folder, string data, bool ownsFolder)
    {
        this.programs = programs;
        this.folder = folder;
        this.ownsFolder = ownsFolder;
        Data = data;
        using var any = new TcpListener(IPAddress.Loopback, 0);
        any.Start();
        Port = ((IPEndPoint)any.LocalEndpoint).Port;
    }

    public int Port { get; }

    public string Data { get; }

    /// <summary>Directory of its Unix socket.</summary>
    public string Sockets => folder;

    public string Log => File.ReadAllText(Path.Combine(folder, "server.log"));

    /// <summary>A new cluster, started.</summary>
    public static PostgresServer Make(PostgresPrograms programs, string settings = "", bool checksums = true)
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-pg-").FullName;
        var server = new PostgresServer(programs, folder, Path.Combine(folder, "data"), true);
        File.WriteAllText(Path.Combine(folder, "password"), Password + "\n");
        Own(folder);
        server.Run("initdb", "-D", server.Data, "-U", User, "--auth-host=scram-sha-256", "--auth-local=trust", "--pwfile", Path.Combine(folder, "password"), "-E", "UTF8", "--locale=C", "--no-sync",
            checksums ? "--data-checksums" : "--no-instructions");
        File.AppendAllText(Path.Combine(server.Data, "postgresql.conf"), $"\nshared_buffers = 16MB\nmax_connections = 30\n{settings}\n");
        server.Start();
        return server;
    }

    /// <summary>A server on a data directory that was recovered.</summary>
    public static PostgresServer On(PostgresPrograms programs, string data)
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-pg-").FullName;
        Own(folder);
        return new PostgresServer(programs, folder, data, true);
    }

    /// <summary>A server that follows this one; not started.</summary>
    /// <param name="data">Its data directory, which is made.</param>
    public PostgresServer NewStandby(string data)
    {
        Tool("pg_basebackup", "-D", data, "-R", "-X", "stream", "-c", "fast", "-h", Sockets, "-p", $"{Port}", "-U", User);
        Own(data);
        return On(programs, data);
    }

    /// <summary>Starts it, and waits until it is open for writing.</summary>
    public void Start(string more = "")
    {
        Open(more);
        // A recovered one lets readers in before it has replayed all of its log.
        while (Sql("SELECT pg_is_in_recovery()") != "f") Thread.Sleep(20);
    }

    /// <summary>Starts it, and waits until it is open for reading.</summary>
    public void Open(string more = "")
    {
        Run("pg_ctl", "start", "-D", Data, "-w", "-t", "60", "-l", Path.Combine(folder, "server.log"), "-o", $"-p {Port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off {more}");
        isRunning = true;
    }

    public void Stop(string mode = "fast")
    {
        if (!isRunning) return;
        Run("pg_ctl", "stop", "-D", Data, "-m", mode, "-w");
        isRunning = false;
    }

    /// <summary>Ends all its processes as a power cut does.</summary>
    public void Kill()
    {
        var id = int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        using (var process = Process.GetProcessById(id))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        File.Delete(Path.Combine(Data, "postmaster.pid"));
        isRunning = false;
    }

    /// <summary>What a query gives, unaligned; by Debian's psql, whatever the server's version.</summary>
    public string Sql(string sql, string database = "postgres") => Tool("psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-h", folder, "-p", $"{Port}", "-U", User, "-d", database, "-c", sql);

    /// <summary>What time it is by its own clock, to the microsecond.</summary>
    public DateTimeOffset Now() => DateTimeOffset.Parse(Sql("SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')") + "Z", CultureInfo.InvariantCulture);

    /// <summary>Runs a client program of Debian's against it.</summary>
    public string Tool(string program, params string[] arguments) => Capture(Path.Combine(PostgresPrograms.Debian.Folder!, program), arguments);

    /// <summary>Every row of every table, ordered, in one text: equal for equal content.</summary>
    public string Content(string database = "postgres")
    {
        var tables = Sql("SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1", database).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('\n', tables.Select(table => $"{table} {Sql($"SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {table} t", database)}"));
    }

    public void Dispose()
    {
        Stop("immediate");
        if (ownsFolder) Directory.Delete(folder, recursive: true);
    }

    private static void Own(string folder)
    {
        // PostgreSQL refuses to run as root.
        if (Environment.IsPrivilegedProcess) Capture("chown", ["-R", "postgres", folder]);
    }

    private void Run(string program, params string[] arguments)
    {
        string[] command = [Path.Combine(programs.Folder ?? throw new InvalidOperationException(programs.Missing), program), .. arguments];
        if (Environment.IsPrivilegedProcess) command = ["runuser", "-u", "postgres", "--", .. command];
        // Output goes to a file: the server inherits pipes and would keep them open.
        var output = Path.Combine(folder, "output");
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >\"$OUTPUT\" 2>&1", "sh", .. command]) { WorkingDirectory = "/", Environment = { ["OUTPUT"] = output } })!;
        process.WaitForExit();
        if (process.ExitCode == 0) return;
        var log = Path.Combine(folder, "server.log");
        throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}: {File.ReadAllText(output)}{(File.Exists(log) ? File.ReadAllText(log) : "")}");
    }

    private static string Capture(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.TrimEnd('\n') : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}: {errors.Result}");
    }
}
