using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.Store.Durability;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.VaultService.Hosting;

/// <summary>The data folder of a vault service, served by one process at a time. The owner's commands may use it meanwhile.</summary>
internal sealed class ServiceFolder : IDisposable
{
    private const int LongestToken = 1024, ShortestToken = 43;
    private readonly SafeFileHandle claim;

    private ServiceFolder(string path, SafeFileHandle claim)
    {
        Path = path;
        this.claim = claim;
    }

    /// <summary>Absolute.</summary>
    internal string Path { get; }

    internal string LogFolder => System.IO.Path.Combine(Path, "logs");

    internal string LogFile => System.IO.Path.Combine(LogFolder, "vault-service.log");

    /// <summary>Makes the folder where needed and takes it for this process.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.AlreadyRunning"/>, <see cref="ErrorCode.DataDirectoryUnusable"/>.</exception>
    internal static ServiceFolder Claim(string path)
    {
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        try
        {
            DurableFile.MakeDirectories(System.IO.Path.Combine(full, "logs"));
            var claim = DurableFile.TryLock(System.IO.Path.Combine(full, "service.lock"))
                ?? throw new HoldfastException(ErrorCode.AlreadyRunning, $"Another vault service serves {full}.", "Use that one, stop it with `holdfast vault stop`, or choose another folder with --data.");
            var folder = new ServiceFolder(full, claim);
            folder.Withdraw();
            return folder;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new HoldfastException(ErrorCode.DataDirectoryUnusable, $"The data folder {full} cannot be used: {failure.Message}", inner: failure);
        }
    }

    /// <summary>The token of local callers: 256 random bits, made at the first start, readable by the owner alone.</summary>
    internal string Token()
    {
        var path = System.IO.Path.Combine(Path, VaultServiceAddress.TokenFileName);
        if (System.IO.Path.Exists(path))
        {
            var saved = Encoding.ASCII.GetString(DurableFile.ReadAll(path, LongestToken)).Trim();
            if (saved.Length >= ShortestToken) return saved;
        }
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        DurableFile.WriteAtomically(path, Encoding.ASCII.GetBytes(token + "\n"));
        return token;
    }

    /// <summary>Says where the service listens.</summary>
    internal void Announce(VaultServiceAddress address) =>
        DurableFile.WriteAtomically(AddressFile, JsonSerializer.SerializeToUtf8Bytes(address, OwnerJson.Default.VaultServiceAddress));

    /// <summary>Takes the announcement back, also one that a killed service has left.</summary>
    internal void Withdraw() => DurableFile.TryRemove(AddressFile);

    public void Dispose() => claim.Dispose();

    private string AddressFile => System.IO.Path.Combine(Path, VaultServiceAddress.FileName);
}
