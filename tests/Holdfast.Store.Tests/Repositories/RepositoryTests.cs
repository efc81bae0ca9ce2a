using Holdfast.Format.Keys;
using Holdfast.Store.Repositories;
using Holdfast.Testing.Blobs;

namespace Holdfast.Store.Tests.Repositories;

public sealed class RepositoryTests
{
    private const string Passphrase = "a passphrase for tests only", Second = "another passphrase for tests";

    [Fact]
    public void Unlock_OneOfTwoKeySlotsDamaged_OtherStillOpens()
    {
        var blobs = new InMemoryBlobStore();
        var keyring = Keyring.Create(SystemRandomness.Instance);
        Lay(blobs, keyring, Passphrase, Second);
        foreach (var bit in new long[] { 3, 8 * 10, 8 * 40, 8 * 90 })
        {
            blobs.Damage(BlobNames.KeySlot(2), bit);
            Assert.Equal(keyring.Repository, Repository.Unlock(blobs, Passphrase).Repository);
            blobs.Damage(BlobNames.KeySlot(2), bit);
        }
    }

    [Fact]
    public void Unlock_WrongPassphrase_IsRefused()
    {
        var blobs = new InMemoryBlobStore();
        Lay(blobs, Keyring.Create(SystemRandomness.Instance), Passphrase);
        Assert.Equal(StorageFault.WrongPassphrase, Assert.Throws<StorageException>(() => Repository.Unlock(blobs, Second)).Fault);
    }

    [Fact]
    public void Open_KeyringOfAnotherRepository_IsRefused()
    {
        using var repository = new TestRepository();
        Assert.Equal(StorageFault.ForeignDisk, Assert.Throws<StorageException>(() => new TestRepository(5, Keyring.Create(SystemRandomness.Instance), blobs: repository.Blobs)).Fault);
    }

    [Fact]
    public void Save_Description_NewestVersionIsLoadedByAnotherOwner()
    {
        using var repository = new TestRepository();
        repository.Repository.Descriptions.Save("group", "01", "first"u8);
        repository.Repository.Descriptions.Save("group", "01", "second"u8);
        repository.Repository.Descriptions.Save("group", "02", "other"u8);
        var blobs = repository.Blobs.List(BlobNames.Descriptions).Count;
        repository.Repository.Descriptions.Save("group", "02", "other"u8);
        Assert.Equal(blobs, repository.Blobs.List(BlobNames.Descriptions).Count);
        using var another = repository.Another();
        var loaded = another.Repository.Descriptions.LoadAll("group");
        Assert.Equal("second"u8.ToArray(), loaded["01"]);
        Assert.Equal("other"u8.ToArray(), loaded["02"]);
    }

    [Fact]
    public void IsDamaged_AfterReopening_IsRemembered()
    {
        using var repository = new TestRepository();
        repository.BackUp(Contents.Random(1, 4, 3000));
        foreach (var name in repository.PackNames) repository.Blobs.Damage(name, 200 * 8);
        repository.Verify();
        var count = repository.Repository.Damage.Count;
        Assert.NotEqual(0, count);
        repository.Reopen(forgetIndex: true);
        Assert.Equal(count, repository.Repository.Damage.Count);
    }

    private static void Lay(InMemoryBlobStore blobs, Keyring keyring, params string[] passphrases)
    {
        var kdf = new PassphraseKdf(PassphraseKdf.Pbkdf2Sha512, 0, 100_000);
        for (var i = 0; i < passphrases.Length; i++) blobs.Create(BlobNames.KeySlot(i + 1), KeySlot.Wrap(keyring, passphrases[i], kdf, SystemRandomness.Instance));
        blobs.Create(BlobNames.Repository, new RepositoryMarker(RepositoryMarker.FormatName, RepositoryMarker.CurrentVersion, keyring.Repository.ToString()).ToBytes());
    }
}
