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
        var source = holdfast.InRoot("source");
        Directory.CreateDirectory(source);
        SampleTree.Write(source, "large.bin", 400_000);
        SampleTree.Write(source, "small.txt", 3_000);
        var content = SampleTree.Read(source);
        holdfast.Start().Done("protect", source, "--online");
        // Wherever the small file's record is, this far into the pack is the large one's, in both copies.
        foreach (var folder in (string[])["pool", "vault"]) PackFiles.Flip(PackFiles.Of(holdfast.Data(folder)).MaxBy(path => new FileInfo(path).Length)!, 200_000);
        var lost = holdfast.Job("verify", "--pool").Job.Verification!.Damages.Single(damage => damage.Level == "ciphertext");
        Assert.Equal(["large.bin"], lost.Items);

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
}
