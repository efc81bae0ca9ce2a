using Holdfast.EndToEnd.Tests.Running;
using Holdfast.EndToEnd.Tests.Trees;

namespace Holdfast.EndToEnd.Tests.Vaults;

/// <summary>A server that is killed while it changes the passphrase: one passphrase opens pool and vault, and the same command finishes it.</summary>
public sealed class KilledKeysTests : IDisposable
{
    private readonly Installation holdfast = new();

    public void Dispose() => holdfast.Dispose();

    [Theory]
    [InlineData("keys.vault-slot")]
    [InlineData("keys.pool-slot")]
    [InlineData("keys.saved")]
    [InlineData("keys.vault-retired")]
    public void ChangePassphrase_Killed_OnePassphraseOpensAndItCanBeFinished(string failPoint)
    {
        var source = SampleTree.Make(holdfast.InRoot("source"));
        holdfast.Start().Done("protect", source, "--online");
        holdfast.Stop();
        var next = holdfast.InRoot("next");
        File.WriteAllText(next, "the next passphrase, long enough\n");
        var server = holdfast.TryStart(failPoint);
        Assert.NotEqual(0, holdfast.Run("vault", "passphrase", "change", "--passphrase-file", next, "--vault-pin", Pin()).ExitCode);
        Assert.True(server.WasKilled(TimeSpan.FromSeconds(10)), $"{failPoint} was never reached.");

        // The saved passphrase alone opens both: keys and index are thrown away.
        File.Delete(holdfast.Data("secrets/pool.keys"));
        holdfast.Start();
        holdfast.Done("vault", "rebuild");
        holdfast.Do("vault", "passphrase", "change", "--passphrase-file", next, "--vault-pin", Pin());
        holdfast.Done("vault", "rebuild", "--passphrase-file", next);
        foreach (var online in (bool[])[false, true]) SampleTree.AssertSame(SampleTree.Read(source), holdfast.Recover(source, online: online));
        holdfast.VerifyBoth();
    }

    private string Pin() => holdfast.Do("vault", "pin", "Local").Json.GetProperty("pin").GetString()!;
}
