using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Store.Durability;

namespace Holdfast.Server.Engine.Vaults;

/// <summary>The registration on disk, kept in memory: it is looked at before every job.</summary>
internal sealed class VaultRecordFile(string path)
{
    private readonly Lock gate = new();
    private VaultLinkRecord? record;
    private bool isRead;

    /// <summary>Null where this server is not registered.</summary>
    /// <exception cref="HoldfastException">The file cannot be read.</exception>
    internal VaultLinkRecord? Read()
    {
        lock (gate)
        {
            if (isRead) return record;
            record = File.Exists(path) ? Parse() : null;
            isRead = true;
            return record;
        }
    }

    /// <exception cref="HoldfastException">Not registered.</exception>
    internal VaultLinkRecord Require() => Read() ?? throw new HoldfastException(ErrorCode.VaultNotRegistered, "This server is not registered with a vault.");

    internal void Write(VaultLinkRecord next)
    {
        lock (gate)
        {
            PrivateFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(next, EngineJson.Default.VaultLinkRecord));
            (record, isRead) = (next, true);
        }
    }

    private VaultLinkRecord? Parse()
    {
        try
        {
            return JsonSerializer.Deserialize(DurableFile.ReadAll(path, 1 << 20), EngineJson.Default.VaultLinkRecord);
        }
        catch (JsonException error)
        {
            throw new HoldfastException(
                ErrorCode.DataDirectoryUnusable, $"'{path}' cannot be read: {error.Message}", "Remove the file, start, and register with the vault again: holdfast vault register FILE", error);
        }
    }
}
