namespace Holdfast.EndToEnd.Tests.Killing;

/// <summary>The same, in the midst of writing single files and of moving them between disks.</summary>
public sealed class KillBlobTests(KillGround ground) : IClassFixture<KillGround>
{
    [Theory]
    [InlineData("blob.write:1")]
    [InlineData("blob.write:5")]
    [InlineData("blob.sync:2")]
    [InlineData("blob.sync:7")]
    [InlineData("blob.link:3")]
    [InlineData("blob.link:9")]
    [InlineData("blob.directory:4")]
    [InlineData("blob.directory:8")]
    [InlineData("blob.delete:1")]
    [InlineData("blob.delete:4")]
    [InlineData("pool.mirror:1")]
    [InlineData("pool.mirror:6")]
    [InlineData("pool.epoch:1")]
    [InlineData("pool.move:1")]
    [InlineData("pool.move:2")]
    public void Kill_AtBlob_NothingAcknowledgedIsLost(string failPoint) => KillPointTests.Run(ground, failPoint);
}
