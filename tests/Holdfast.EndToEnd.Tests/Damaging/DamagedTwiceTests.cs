using Holdfast.Contracts.Api;
using Holdfast.EndToEnd.Tests.Running;
using Holdfast.EndToEnd.Tests.Trees;

namespace Holdfast.EndToEnd.Tests.Damaging;

/// <summary>Damage to the same chunk in pool and vault cannot be healed: it is named exactly, and it costs nothing else.</summary>
public sealed class DamagedTwiceTests : IDisposable
{
    private readonly Installation holdfast = new();

    public void Dispose() => holdfast.Dispose();

    [Fact]
    public void Heal_BothCopiesDamaged_NamesWhatIsLostAndTheRestIsRecovered()
    {
        var source = SampleTree.Make(holdfast.InRoot("source"));
        var content = SampleTree.Read(source);
        holdfast.Start().Done("protect", source, "--online");
        var pack = PackFiles.Of(holdfast.Pool).MaxBy(path => new FileInfo(path).Length)!;
        PackFiles.Flip(pack, new FileInfo(pack).Length / 2);
        var lost = holdfast.Job("verify", "--pool").Job.Verification!.Damages.Single(damage => damage.Level == "ciphertext");
        DamageInVault(lost);

        var (exitCode, healing) = holdfast.Job("verify", "--pool", "--heal");

        Assert.Equal(1, exitCode);
        var damage = Assert.Single(healing.Verification!.Damages.Where(damage => !damage.Healed).DistinctBy(damage => damage.Chunk));
        Assert.Equal((lost.Chunk, lost.Pack), (damage.Chunk, damage.Pack));
        Assert.Equal(lost.Items, damage.Items);
        Assert.Contains("Not healed", damage.Message, StringComparison.Ordinal);
        foreach (var place in (string[][])[[], ["--online"]])
        {
            var target = holdfast.NewFolder();
            var (recoverCode, recovery) = holdfast.Job(["recover", source, "--to", target, .. place]);
            Assert.Equal(3, recoverCode);
            Assert.Equal(lost.Items.Order(), recovery.Errors.Select(error => error.Item!).Order());
            var found = SampleTree.Read(target);
            Assert.All(content.Where(item => !lost.Items.Contains(item.Key)), item => Assert.Equal(item.Value, found.GetValueOrDefault(item.Key)));
        }

        // The source still has it, so the next full look at it brings it back.
        holdfast.Job("check", source);
        holdfast.Done("recovery-point", "create", source);
        SampleTree.AssertSame(content, holdfast.Recover(source));
    }

    /// <summary>The order of chunks in the vault tells nothing, so the right place is found by trying.</summary>
    private void DamageInVault(DamageInfo lost)
    {
        var pack = PackFiles.Of(holdfast.Data("vault")).MaxBy(path => new FileInfo(path).Length)!;
        for (var at = 100_000L; at < new FileInfo(pack).Length; at += 150_000)
        {
            PackFiles.Flip(pack, at);
            var (_, job) = holdfast.Job("verify", "--vault");
            if (job.Verification!.Damages.Any(damage => damage.Chunk == lost.Chunk)) return;
            PackFiles.Flip(pack, at);
        }
        Assert.Fail("The chunk was not found in the vault's pack.");
    }
}
