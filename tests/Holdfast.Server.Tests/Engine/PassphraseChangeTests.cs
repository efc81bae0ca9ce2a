using Holdfast.Format.Keys;
using Holdfast.Server.Engine.Keys;
using Holdfast.Store;
using Holdfast.Store.Repositories;
using Holdfast.Testing.Blobs;
using Holdfast.Testing.Keys;

namespace Holdfast.Server.Tests.Engine;

/// <summary>Wherever a change of the passphrase is cut off, one passphrase opens everything, and doing it again finishes it.</summary>
public sealed class PassphraseChangeTests
{
    private const string Old = "the old passphrase, long enough", New = "the new passphrase, long enough";
    private readonly SeededRandomness randomness = new(7);
    private readonly InMemoryBlobStore pool = new(), vault = new();
    private readonly Keyring poolKeys, vaultKeys;
    private string saved = Old;

    public PassphraseChangeTests()
    {
        poolKeys = Keyring.Create(randomness);
        vaultKeys = poolKeys.CreateSibling(randomness);
        Repository.Create(pool, poolKeys, Old, randomness);
        Repository.Create(vault, vaultKeys, Old, randomness);
    }

    [Theory]
    [InlineData("vault commit")]
    [InlineData("pool commit")]
    [InlineData("save")]
    [InlineData("vault delete")]
    [InlineData("pool delete")]
    public void Run_CutOffBefore_OnePassphraseOpensEverything(string place)
    {
        Assert.Throws<Cut>(() => Change(place));
        Assert.True(OpensAll(saved), $"Cut off before '{place}', the passphrase that is saved does not open everything.");
        pool.Latency = vault.Latency = null;
        Change(null);
        Assert.True(OpensAll(New));
        Assert.False(Opens(pool, Old) || Opens(vault, Old));
        Assert.Equal(New, saved);
        Assert.Equal([1, 1], [KeySlots.Names(pool).Count, KeySlots.Names(vault).Count]);
    }

    [Fact]
    public void Run_VaultKeepsTheOldSlot_BothOpenEverything()
    {
        Assert.Throws<Cut>(() => Change("vault delete"));
        Assert.True(OpensAll(Old));
        Assert.True(OpensAll(New));
    }

    [Fact]
    public void Rotate_NewEpoch_OpensWithTheSamePassphraseAndHoldsTheOldOne()
    {
        var next = EpochChange.Run(new KeyHolder(vault, vaultKeys, _ => { }), ["some other passphrase, wrong", Old], randomness);
        Assert.Equal((2u, 2), (next.CurrentEpoch, next.EpochKeys.Count));
        var opened = Repository.Unlock(vault, Old);
        Assert.Equal(KeyringCodec.Encode(next), KeyringCodec.Encode(opened));
        Assert.Equal(vaultKeys.EpochKey(1), opened.EpochKey(1));
        Assert.NotEqual(opened.EpochKey(1), opened.EpochKey(2));
        Assert.True(opened.IsInDomainOf(poolKeys));
    }

    [Fact]
    public void Rotate_WrongPassphrase_WritesNothing()
    {
        var refused = Assert.Throws<Contracts.Errors.HoldfastException>(() => EpochChange.Run(new KeyHolder(vault, vaultKeys, _ => { }), [New], randomness));
        Assert.Equal(Contracts.Errors.ErrorCode.PassphraseMismatch, refused.Code);
        Assert.Single(KeySlots.Names(vault));
    }

    [Fact]
    public void Fingerprint_TellsPassphrasesAndServersApart()
    {
        var (first, second) = (new string('a', 32), new string('b', 32));
        Assert.Equal(PassphraseFingerprint.Of(Old, first), PassphraseFingerprint.Of(Old, first));
        Assert.Equal(3, new[] { PassphraseFingerprint.Of(Old, first), PassphraseFingerprint.Of(New, first), PassphraseFingerprint.Of(Old, second) }.Distinct().Count());
        Assert.Matches("^([0-9a-f]{4} ){3}[0-9a-f]{4}$", PassphraseFingerprint.Of(Old, first));
    }

    private void Change(string? cutBefore)
    {
        pool.Latency = (operation, _) => CutAt(cutBefore, $"pool {operation}");
        vault.Latency = (operation, _) => CutAt(cutBefore, $"vault {operation}");
        var inVault = new KeyHolder(vault, vaultKeys, names => { foreach (var name in names) vault.Delete(name); });
        var inPool = new KeyHolder(pool, poolKeys, names => { foreach (var name in names) pool.Delete(name); });
        new PassphraseChange(inPool, inVault, passphrase =>
        {
            CutAt(cutBefore, "save");
            saved = passphrase;
        }, randomness).Run(New);
    }

    private bool OpensAll(string passphrase)
    {
        pool.Latency = vault.Latency = null;
        return Opens(pool, passphrase) && Opens(vault, passphrase);
    }

    private static bool Opens(InMemoryBlobStore store, string passphrase)
    {
        try
        {
            _ = Repository.Unlock(store, passphrase);
            return true;
        }
        catch (StorageException fault) when (fault.Fault == StorageFault.WrongPassphrase)
        {
            return false;
        }
    }

    private static void CutAt(string? wanted, string place)
    {
        if (wanted == place) throw new Cut();
    }

    private sealed class Cut : Exception;
}
