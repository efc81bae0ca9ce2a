using System.Diagnostics;
using System.Security.Cryptography;

namespace Holdfast.Testing.Azure;

/// <summary>
/// An emulated storage account of the tests' own, over HTTP on a free port of this computer: started when the first test needs it, gone with this object, and with this
/// process however that ends. It keeps everything in memory, or in a folder that goes with it.
/// </summary>
public sealed class AzuriteServer : IDisposable
{
    public const string Account = "holdfast";

    // It ends when its standard input does: also when this process is killed.
    private const string EndWithParent = "data:text/javascript,process.stdin.resume();process.stdin.on('end',()=>process.exit(0))";

    private readonly Lock gate = new();
    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-azurite-").FullName;
    private Process? process;
    private int port;
    private int containers;

    /// <summary>Blobs lie in files instead of memory: for a measurement.</summary>
    public bool InFolder { get; init; }

    /// <summary>Why there can be no server here, or null. Installs it when that was not done yet.</summary>
    public static string? Missing => AzuritePackage.Missing;

    /// <summary>The account's key: made for this server, so that a test can look where it must not be.</summary>
    public string Key { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));

    /// <summary>The blob endpoint, which ends in the account's name.</summary>
    public Uri Endpoint
    {
        get
        {
            Start();
            return new Uri($"http://127.0.0.1:{port}/{Account}");
        }
    }

    public string ConnectionString => $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint={Endpoint};";

    /// <summary>The process that serves, for a test that measures or stops it.</summary>
    public int ProcessId
    {
        get
        {
            Start();
            return process!.Id;
        }
    }

    /// <summary>A file with the connection string, as an administrator would have one; gone with the server.</summary>
    public string ConnectionStringFile
    {
        get
        {
            lock (gate)
            {
                var file = Path.Combine(folder, "connection-string");
                if (!File.Exists(file)) File.WriteAllText(file, ConnectionString + "\n");
                return file;
            }
        }
    }

    /// <summary>A name that no container has yet.</summary>
    public string NewContainerName() => $"container{Interlocked.Increment(ref containers)}";

    /// <summary>Starts it, again on the same port where it ran before.</summary>
    public void Start()
    {
        lock (gate)
        {
            if (process is not null) return;
            var script = AzuritePackage.Script ?? throw new InvalidOperationException(Missing);
            string[] keep = InFolder ? ["--location", Path.Combine(folder, "data")] : ["--inMemoryPersistence"];
            var start = new ProcessStartInfo("node",
                ["--import", EndWithParent, script, "--blobHost", "127.0.0.1", "--blobPort", $"{port}", "--skipApiVersionCheck", "--disableTelemetry", "--loose", "--silent", .. keep])
            {
                WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            };
            start.Environment["AZURITE_ACCOUNTS"] = $"{Account}:{Key}";
            process = Process.Start(start)!;
            port = ReadPort(process);
            // A pipe that nobody empties stops whoever writes into it.
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        }
    }

    /// <summary>Ends it as a crash does.</summary>
    public void Stop()
    {
        lock (gate)
        {
            if (process is null) return;
            process.Kill();
            process.WaitForExit();
            process.Dispose();
            process = null;
        }
    }

    public void Dispose()
    {
        Stop();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>It says its address when it listens.</summary>
    private static int ReadPort(Process process)
    {
        const string Mark = "listens on http://127.0.0.1:";
        while (process.StandardOutput.ReadLine() is { } line)
        {
            var at = line.IndexOf(Mark, StringComparison.Ordinal);
            if (at >= 0) return int.Parse(line.AsSpan(at + Mark.Length).Trim(), System.Globalization.CultureInfo.InvariantCulture);
        }
        throw new InvalidOperationException($"Azurite did not start: {process.StandardError.ReadToEnd()}");
    }
}
