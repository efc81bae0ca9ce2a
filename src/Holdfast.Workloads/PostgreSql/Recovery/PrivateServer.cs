using System.Diagnostics;
using System.Text;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.Recovery;

/// <summary>
/// A server on a recovered copy that nobody else can reach: a Unix socket in a folder of its own and no network. The copy must not act for the original: no archiving, no
/// subscriptions, no libraries that start work of their own.
/// </summary>
internal sealed class PrivateServer : IDisposable
{
    private const int Port = 5432, LongestSocketPath = 100;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly string sockets;
    private readonly Process process;
    private readonly StringBuilder log = new();

    private PrivateServer(string sockets, Process process)
    {
        this.sockets = sockets;
        this.process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Sockets => sockets;

    /// <summary>The last lines of its log.</summary>
    public string Log
    {
        get
        {
            lock (log) return log.ToString();
        }
    }

    public static PrivateServer Start(ServerPrograms programs, string data, string configuration)
    {
        // Paths of sockets are short everywhere.
        var sockets = Directory.CreateTempSubdirectory("hf").FullName;
        try
        {
            return new PrivateServer(sockets, Run(programs, data, configuration, sockets));
        }
        catch
        {
            Directory.Delete(sockets, recursive: true);
            throw;
        }
    }

    /// <summary>Waits until it lets somebody in, after all of its log was replayed.</summary>
    /// <exception cref="WorkloadException">It ended, or does not open within the time.</exception>
    public Connection Open(string user, TimeProvider clock, TimeSpan limit, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (process.HasExited)
            {
                process.WaitForExit(); // until its last words have come
                throw new WorkloadException(WorkloadFault.ContentWrong, $"The server did not open the copy: {Reason()}", "The server's log in the drill's report says why.");
            }
            try
            {
                return Connect(user, "postgres", cancellation);
            }
            catch (WorkloadException error) when (error.Fault == WorkloadFault.NotReachable && clock.GetElapsedTime(began) < limit)
            {
                cancellation.WaitHandle.WaitOne(Step);
            }
        }
    }

    public Connection Connect(string user, string database, CancellationToken cancellation)
    {
        var options = PostgreSqlOptions.Parse(new Dictionary<string, string>());
        return Connection.Open(new ConnectionOrder(new ServerAddress(sockets, Port, true), options, user, null), database, cancellation);
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        Directory.Delete(sockets, recursive: true);
    }

    private static Process Run(ServerPrograms programs, string data, string configuration, string sockets)
    {
        if (sockets.Length > LongestSocketPath) throw new WorkloadException(WorkloadFault.NotHere, "The folder for temporary files has too long a path for a socket.", "Set TMPDIR to a shorter one.");
        var access = Path.Combine(configuration, "access.conf");
        File.WriteAllText(access, "local all all trust\n");
        File.WriteAllText(Path.Combine(configuration, "names.conf"), "");
        string[] arguments =
        [
            "-D", data, "-k", sockets, "-p", $"{Port}", "-h", "", .. Settings(access, Path.Combine(configuration, "names.conf")).SelectMany(setting => (string[])["-c", setting]),
        ];
        var start = new ProcessStartInfo(programs.Server) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        if (Environment.IsPrivilegedProcess && OperatingSystem.IsLinux()) LowerAccount.Prepare(start, programs.Server, [data, sockets, configuration]);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment.Remove("PGDATA");
        start.Environment["LC_ALL"] = "C";
        return Process.Start(start)!;
    }

    private static IEnumerable<string> Settings(string access, string names) =>
    [
        $"hba_file={access}", $"ident_file={names}", "listen_addresses=", "ssl=off", "external_pid_file=", "logging_collector=off", "log_destination=stderr", "log_min_messages=warning",
        "archive_mode=off", "shared_preload_libraries=", "max_logical_replication_workers=0", "hot_standby=off", "fsync=off", "unix_socket_permissions=0700", "primary_conninfo=",
        "autovacuum=off", "shared_buffers=64MB", "huge_pages=off", "log_statement=none",
    ];

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (log)
        {
            if (log.Length > 16 << 10) log.Remove(0, 8 << 10);
            log.Append(line).Append('\n');
        }
    }

    private string Reason() => Log.Split('\n').LastOrDefault(line => line.Contains("FATAL", StringComparison.Ordinal) || line.Contains("PANIC", StringComparison.Ordinal)) ?? Log.TrimEnd().Split('\n')[^1];
}
