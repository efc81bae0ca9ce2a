using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Store.Durability;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Server.Hosting;

/// <summary>The folder of one installation, held by one server at a time.</summary>
internal sealed class DataDirectory : IDisposable
{
    private const int LongestToken = 1024;
    private readonly SafeFileHandle claim;

    private DataDirectory(string path, SafeFileHandle claim)
    {
        Path = path;
        this.claim = claim;
    }

    /// <summary>Absolute.</summary>
    internal string Path { get; }

    internal string CatalogFile => System.IO.Path.Combine(Path, "catalog", "holdfast.db");

    internal string LogFolder => System.IO.Path.Combine(Path, "logs");

    internal string LogFile => System.IO.Path.Combine(LogFolder, "holdfast.log");

    /// <summary>Makes the folder where needed and takes it for this process.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.AlreadyRunning"/>, <see cref="ErrorCode.DataDirectoryUnusable"/>.</exception>
    internal static DataDirectory Claim(string path)
    {
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        try
        {
            DurableFile.MakeDirectories(full);
            // What databases put into their folders they make readable for all: the folders are not.
            DurableFile.MakeDirectories(System.IO.Path.Combine(full, "catalog"));
            DurableFile.MakeDirectories(System.IO.Path.Combine(full, "index"));
            DurableFile.MakeDirectories(System.IO.Path.Combine(full, "logs"));
            MakePrivate(System.IO.Path.Combine(full, "secrets"));
            var claim = DurableFile.TryLock(System.IO.Path.Combine(full, "server.lock"))
                ?? throw new HoldfastException(ErrorCode.AlreadyRunning, $"Another Holdfast server uses {full}.");
            var directory = new DataDirectory(full, claim);
            directory.Withdraw();
            return directory;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DurabilityException)
        {
            throw new HoldfastException(ErrorCode.DataDirectoryUnusable, $"The data folder {full} cannot be used: {failure.Message}", inner: failure);
        }
    }

    // Whoever writes there first would make it with the mode of any folder; earlier versions let that happen.
    private static void MakePrivate(string path)
    {
        const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        DurableFile.MakeDirectories(path);
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) != own) File.SetUnixFileMode(path, own);
    }

    /// <summary>The token of local callers: 256 random bits, made at the first start, readable by the owner alone.</summary>
    internal string Token()
    {
        var path = System.IO.Path.Combine(Path, ServerAddress.TokenFileName);
        if (System.IO.Path.Exists(path))
        {
            var saved = Encoding.ASCII.GetString(DurableFile.ReadAll(path, LongestToken)).Trim();
            if (saved.Length >= 43) return saved;
        }
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        DurableFile.WriteAtomically(path, Encoding.ASCII.GetBytes(token + "\n"));
        return token;
    }

    /// <summary>A number of this installation for a database that others could use as well. Made at first use.</summary>
    internal string Installation()
    {
        var path = System.IO.Path.Combine(Path, "catalog", "installation");
        if (System.IO.Path.Exists(path)) return Encoding.ASCII.GetString(DurableFile.ReadAll(path, LongestToken)).Trim();
        var id = Guid.NewGuid().ToString("N");
        DurableFile.WriteAtomically(path, Encoding.ASCII.GetBytes(id + "\n"));
        return id;
    }

    /// <summary>Says where the server listens.</summary>
    internal void Announce(ServerAddress address) => DurableFile.WriteAtomically(AddressFile, JsonSerializer.SerializeToUtf8Bytes(address, ApiJson.Default.ServerAddress));

    /// <summary>Takes the announcement back, also one that a killed server has left.</summary>
    internal void Withdraw() => DurableFile.TryRemove(AddressFile);

    public void Dispose() => claim.Dispose();

    private string AddressFile => System.IO.Path.Combine(Path, ServerAddress.FileName);
}
