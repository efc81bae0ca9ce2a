using Holdfast.Agent.Enrolling;
using Holdfast.Agent.Tls;
using Holdfast.Contracts.Errors;

namespace Holdfast.Agent.Tests.Enrolling;

public sealed class AgentFolderTests : IDisposable
{
    private readonly AgentFolder folder = new(Path.Combine(Directory.CreateTempSubdirectory("holdfast-agent-").FullName, "data"));

    [Fact]
    public void Save_ThenRead_IsTheSameIdentity()
    {
        using var claim = folder.Claim();
        var agent = Agent(1);
        folder.Save(agent);
        var read = folder.Read();
        Assert.Equal((agent.AgentId, agent.Name, agent.Server), (read.AgentId, read.Name, read.Server));
        Assert.Equal(agent.Identity.Certificate, read.Identity.Certificate);
        Assert.Equal(agent.Identity.PrivateKey, read.Identity.PrivateKey);
        Assert.Equal(agent.Authority, read.Authority);
    }

    [Fact]
    public void Read_EveryTruncationOfARenewedIdentity_IsTheFormerOrTheNewOne()
    {
        using var claim = folder.Claim();
        folder.Save(Agent(1));
        folder.Save(Agent(2));
        var file = Path.Combine(folder.Path, "agent.pem");
        var whole = File.ReadAllText(file);
        for (var length = 0; length < whole.TrimEnd().Length; length += 7)
        {
            File.WriteAllText(file, whole[..length]);
            Assert.Equal(Agent(1).Identity.Certificate, folder.Read().Identity.Certificate);
        }
        File.WriteAllText(file, whole);
        Assert.Equal(Agent(2).Identity.Certificate, folder.Read().Identity.Certificate);
    }

    [Fact]
    public void Claim_Twice_IsRefused()
    {
        using (folder.Claim()) Assert.Equal(ErrorCode.AlreadyRunning, Assert.Throws<HoldfastException>(() => folder.Claim()).Code);
        folder.Claim().Dispose();
    }

    [Fact]
    public void Read_NothingThere_IsNotEnrolled() => Assert.Equal(ErrorCode.AgentNotEnrolled, Assert.Throws<HoldfastException>(() => folder.Read()).Code);

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"agentId\":\"a\"}")]
    [InlineData("{\"agentId\":\"a\",\"name\":\"n\",\"server\":\"::\"}")]
    public void Read_DescriptionThatCannotBeRead_IsNotEnrolled(string description)
    {
        using var claim = folder.Claim();
        folder.Save(Agent(1));
        File.WriteAllText(Path.Combine(folder.Path, "agent.json"), description);
        Assert.Equal(ErrorCode.AgentNotEnrolled, Assert.Throws<HoldfastException>(() => folder.Read()).Code);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(folder.Path)!, recursive: true);

    private static EnrolledAgent Agent(byte seed) => new(
        "id", "fileserver", new Uri("https://backup.example.org:8421"),
        new TlsIdentity([.. Enumerable.Repeat(seed, 300)], [.. Enumerable.Repeat((byte)(seed + 100), 120)]), [.. Enumerable.Repeat((byte)7, 300)]);
}
