using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Format.Keys;
using Holdfast.Store.Durability;
using Holdfast.Store.Pool;
using Holdfast.Store.Repositories;

namespace Holdfast.Server.Engine;

/// <summary>
/// Opens this installation's pool, and makes it at the first start: passphrase, keys, disk, repository, in an order in which a kill at any moment
/// leaves something that the next start finishes.
/// </summary>
internal sealed class PoolHome(EngineOptions options, EngineSettings settings, TimeProvider clock, IRandomness randomness)
{
    /// <summary>What was made at this start, in words for whoever started it.</summary>
    public List<string> Messages { get; } = [];

    public (PoolDisks Disks, Repository Repository) Open()
    {
        var keyring = LoadOrCreateKeys();
        var paths = ReadDiskList();
        var poolOptions = new PoolOptions { MinimumCapacity = (long)settings.SmallestDiskMiB << 20, Randomness = randomness, Clock = clock };
        var disks = paths.Count == 0 ? CreateFirstDisk(keyring, poolOptions) : PoolDisks.Open(keyring.Repository, paths, poolOptions);
        try
        {
            if (!Repository.Exists(disks)) Repository.Create(disks, keyring, ReadPassphrase(), randomness);
            return (disks, OpenRepository(disks, keyring));
        }
        catch
        {
            disks.Dispose();
            throw;
        }
    }

    public Repository OpenRepository(PoolDisks disks, Keyring keyring) =>
        Repository.Open(disks, keyring, new RepositoryOptions(options.PoolIndex, clock, randomness, Workers: settings.WorkerCount));

    public void SaveDiskList(PoolDisks disks) =>
        PrivateFile.Write(options.DiskList, JsonSerializer.SerializeToUtf8Bytes([.. disks.Disks.Select(disk => disk.Path)], EngineJson.Default.ListString));

    /// <exception cref="HoldfastException">The file was moved away, as one should; then it is needed again only for what asks for it.</exception>
    public string ReadPassphrase()
    {
        if (!File.Exists(options.PassphraseFile))
            throw new HoldfastException(ErrorCode.PassphraseMisconfigured, $"The passphrase is needed, and '{options.PassphraseFile}' is not there.", "Put the passphrase back into that file and try again.");
        return File.ReadAllText(options.PassphraseFile).TrimEnd('\r', '\n');
    }

    /// <summary>The passphrase that is saved here; null where it was moved away.</summary>
    public string? SavedPassphrase => File.Exists(options.PassphraseFile) ? ReadPassphrase() : null;

    /// <summary>Saves a new passphrase in the place of the old one; where that was moved away, as one should, the new one is not left lying about either.</summary>
    public void SavePassphrase(string passphrase)
    {
        if (File.Exists(options.PassphraseFile)) PrivateFile.Write(options.PassphraseFile, System.Text.Encoding.ASCII.GetBytes(passphrase + "\n"));
    }

    private Keyring LoadOrCreateKeys()
    {
        if (PrivateFile.ReadKeyring(options.PoolKeys) is { } known) return known;
        if (!File.Exists(options.PassphraseFile))
        {
            PrivateFile.Write(options.PassphraseFile, System.Text.Encoding.ASCII.GetBytes(PassphraseRule.Generate(randomness) + "\n"));
            Messages.Add($"A passphrase was generated and saved in {options.PassphraseFile}. Keep a copy of it elsewhere: without it nothing can be recovered when this server is lost.");
        }
        var keyring = Recovered() ?? Keyring.Create(randomness);
        PrivateFile.WriteKeyring(options.PoolKeys, keyring);
        return keyring;
    }

    /// <summary>Keys of a pool that is there already (the server was lost, the disks were not), opened with the passphrase.</summary>
    private Keyring? Recovered()
    {
        var paths = ReadDiskList();
        if (paths.Count == 0 && Directory.Exists(options.FirstDisk)) paths = [options.FirstDisk];
        if (paths.Count == 0 || !paths.Any(Directory.Exists) || !paths.Any(HoldsAnything)) return null;
        using var disks = PoolDisks.Open(null, paths, new PoolOptions { MinimumCapacity = 0, Randomness = randomness, Clock = clock });
        return Repository.Exists(disks) ? Repository.Unlock(disks, ReadPassphrase()) : null;
    }

    private PoolDisks CreateFirstDisk(Keyring keyring, PoolOptions poolOptions)
    {
        var exists = HoldsAnything(options.FirstDisk);
        var disks = exists ? PoolDisks.Open(keyring.Repository, [options.FirstDisk], poolOptions) : PoolDisks.Create(keyring.Repository, [options.FirstDisk], poolOptions);
        SaveDiskList(disks);
        if (!exists) Messages.Add($"A pool disk was made in {options.FirstDisk}. Add others with: holdfast disk add PATH");
        return disks;
    }

    // A new ext4 that is mounted there holds one folder of its own.
    private static bool HoldsAnything(string folder) =>
        Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any(entry => Path.GetFileName(entry) != "lost+found");

    private List<string> ReadDiskList()
    {
        if (!File.Exists(options.DiskList)) return [];
        try
        {
            return JsonSerializer.Deserialize(DurableFile.ReadAll(options.DiskList, 1 << 20), EngineJson.Default.ListString) ?? [];
        }
        catch (JsonException error)
        {
            throw new HoldfastException(ErrorCode.DataDirectoryUnusable, $"'{options.DiskList}' cannot be read: {error.Message}", "Write the folders of the pool's disks into it as a JSON array, or remove it where the only disk is DIR/pool.", error);
        }
    }
}
