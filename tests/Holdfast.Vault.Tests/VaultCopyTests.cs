using Holdfast.Format.Keys;
using Holdfast.Format.Packs;
using Holdfast.Store;
using Holdfast.Store.Blobs;
using Holdfast.Store.Repositories;
using Holdfast.Testing.Blobs;

namespace Holdfast.Vault.Tests;

public sealed class VaultCopyTests : IDisposable
{
    private const string Passphrase = "a passphrase for tests only";
    private readonly string index = Directory.CreateTempSubdirectory("holdfast-vault-").FullName;
    private readonly Keyring pool = Keyring.Create(SystemRandomness.Instance);
    private readonly InMemoryBlobStore blobs = new();

    [Fact]
    public void CreateOrUnlock_EmptyPrefix_MakesARepositoryOfItsOwnInTheSameDedupDomain()
    {
        var keyring = Unlock();
        Assert.NotEqual(pool.Repository, keyring.Repository);
        Assert.Equal(pool.ChunkIdKey, keyring.ChunkIdKey);
        Assert.NotEqual(pool.EpochKey(1), keyring.EpochKey(1));
        Assert.True(Repository.Exists(blobs));
    }

    [Fact]
    public void CreateOrUnlock_Again_OpensTheSame()
    {
        var first = Unlock();
        Assert.Equal(KeyringCodec.Encode(first), KeyringCodec.Encode(Unlock()));
    }

    [Fact]
    public void CreateOrUnlock_OtherPassphrase_IsRefusedAndChangesNothing()
    {
        Unlock();
        var before = blobs.List("").Count;
        var error = Assert.Throws<StorageException>(() => VaultCopy.CreateOrUnlock(blobs, pool, "some other passphrase", SystemRandomness.Instance));
        Assert.Equal(StorageFault.WrongPassphrase, error.Fault);
        Assert.Equal(before, blobs.List("").Count);
    }

    /// <summary>The lay-out is cut after the key slot.</summary>
    [Fact]
    public void CreateOrUnlock_CutOffLayout_IsFinished()
    {
        var keyring = Unlock();
        blobs.Delete(BlobNames.Repository);
        Assert.Equal(KeyringCodec.Encode(keyring), KeyringCodec.Encode(Unlock()));
        Assert.True(Repository.Exists(blobs));
    }

    [Fact]
    public void CreateOrUnlock_CutOffLayoutOtherPassphrase_IsRefused()
    {
        Unlock();
        blobs.Delete(BlobNames.Repository);
        Assert.Throws<StorageException>(() => VaultCopy.CreateOrUnlock(blobs, pool, "some other passphrase", SystemRandomness.Instance));
        Assert.False(Repository.Exists(blobs));
    }

    [Fact]
    public void Open_Copy_PadsItsPacks()
    {
        using (var repository = VaultCopy.Open(blobs, Unlock(), index, TimeProvider.System, SystemRandomness.Instance, null))
        {
            using var session = repository.Sessions.Begin();
            session.Store(default, Format.Chunks.ChunkKind.Content, Format.Chunks.ChunkCodec.Stored, 3, [1, 2, 3]);
            session.Flush();
        }
        Assert.Equal(0, Assert.Single(blobs.List(BlobNames.Packs)).Length % PackLayout.PackAlignment);
    }

    [Fact]
    public void OpenForReading_AnotherServersCopy_WritesNothing()
    {
        var keyring = Unlock();
        var before = blobs.List("").Select(blob => blob.Name).ToList();
        using (var repository = VaultCopy.OpenForReading(blobs, keyring, index, TimeProvider.System, SystemRandomness.Instance))
            Assert.Empty(repository.Points.All());
        Assert.Equal(before, blobs.List("").Select(blob => blob.Name));
    }

    /// <summary>Two servers in one vault: neither sees or touches what the other has.</summary>
    [Fact]
    public void CreateOrUnlock_TwoPrefixes_AreSeparate()
    {
        var first = VaultCopy.CreateOrUnlock(new PrefixedBlobStore(blobs, "servers/one/"), pool, Passphrase, SystemRandomness.Instance);
        var second = VaultCopy.CreateOrUnlock(new PrefixedBlobStore(blobs, "servers/two/"), pool, Passphrase, SystemRandomness.Instance);
        Assert.NotEqual(first.Repository, second.Repository);
    }

    public void Dispose() => Directory.Delete(index, recursive: true);

    private Keyring Unlock() => VaultCopy.CreateOrUnlock(blobs, pool, Passphrase, SystemRandomness.Instance);
}
