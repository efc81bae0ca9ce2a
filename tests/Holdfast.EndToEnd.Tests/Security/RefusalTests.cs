using System.Net;
using System.Text.Json;
using Holdfast.EndToEnd.Tests.Running;
using Holdfast.EndToEnd.Tests.Trees;

namespace Holdfast.EndToEnd.Tests.Security;

/// <summary>What a stranger, or a request that reaches too far, is refused.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly Installation holdfast = new();

    public void Dispose() => holdfast.Dispose();

    [Fact]
    public async Task Api_WithoutTheToken_Is401()
    {
        holdfast.Start();
        var token = Api.Token(holdfast);
        string?[] wrong = [null, "", "x", token[..^1], token + "x", token.ToUpperInvariant()];
        foreach (var given in wrong)
        {
            foreach (var (method, route) in new[] { (HttpMethod.Get, "status"), (HttpMethod.Get, "no-such-address"), (HttpMethod.Post, "shutdown"), (HttpMethod.Post, "recover") })
            {
                using var answer = await Api.Send(holdfast, method, route, given);
                Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            }
        }
        using var foreign = await Api.Send(holdfast, HttpMethod.Get, "status", token, host: "evil.example");
        Assert.NotEqual(HttpStatusCode.OK, foreign.StatusCode);
        Assert.Equal(5, StatusWithToken(holdfast, "wrong").ExitCode);
        holdfast.Do("status");
    }

    [Theory]
    [InlineData("")]
    [InlineData("pool")]
    [InlineData("vault/storage")]
    [InlineData("new/folder")]
    [InlineData("../data/pool")]
    public void Recover_BeneathTheDataFolder_IsRefused(string folder)
    {
        var source = SampleTree.Make(holdfast.InRoot("source"));
        holdfast.Start().Done("protect", source);

        AssertRefused("400214", "recover", source, "--to", holdfast.Data(folder));
        var link = holdfast.InRoot("link");
        Directory.CreateSymbolicLink(link, holdfast.DataDirectory);
        AssertRefused("400214", "recover", source, "--to", Path.Combine(link, folder));
        AssertRefused("400304", "protect", Path.Combine(link, "pool"));
        Assert.False(Directory.Exists(holdfast.Data("new")));
    }

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData("sub/../../outside.txt")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    public void Recover_ItemThatReachesOut_BringsNothing(string item)
    {
        var source = SampleTree.Make(holdfast.InRoot("source"));
        File.WriteAllText(holdfast.InRoot("outside.txt"), "not of the source");
        holdfast.Start().Done("protect", source);
        var target = holdfast.NewFolder();

        var outcome = holdfast.Run("recover", source, "--item", item, "--to", target, "--wait", "--json");

        Assert.NotEqual(0, outcome.ExitCode);
        Assert.False(Directory.Exists(target) && Directory.EnumerateFiles(target, "*", SearchOption.AllDirectories).Any());
        Assert.Equal("not of the source", File.ReadAllText(holdfast.InRoot("outside.txt")));
        Assert.NotEqual(0, holdfast.Run("browse", source, item, "--json").ExitCode);
    }

    [Fact]
    public void Recover_LinkInTheTarget_IsNotFollowedOut()
    {
        var source = SampleTree.Make(holdfast.InRoot("source"));
        holdfast.Start().Done("protect", source);
        var (target, outside) = (holdfast.NewFolder(), holdfast.InRoot("outside"));
        Directory.CreateDirectory(target);
        Directory.CreateDirectory(outside);
        Directory.CreateSymbolicLink(Path.Combine(target, "sub"), outside);

        holdfast.Job("recover", source, "--to", target, "--existing", "overwrite");

        Assert.Empty(Directory.EnumerateFileSystemEntries(outside));
    }

    [Fact]
    public async Task Api_PathsOfRoutes_DoNotReachFiles()
    {
        holdfast.Start();
        // Above the API there are pages, and whoever has no session is led to signing in.
        using (var above = await Api.Send(holdfast, HttpMethod.Get, "../../token", Api.Token(holdfast)))
            Assert.DoesNotContain(Api.Token(holdfast), await above.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (var route in (string[])["jobs/..%2f..%2ftoken", "recovery-points/..%2f..%2f..%2fsecrets%2fpassphrase.txt", "external/..%2f..%2fsecrets/recovery-points"])
        {
            using var answer = await Api.Send(holdfast, HttpMethod.Get, route, Api.Token(holdfast));
            var text = await answer.Content.ReadAsStringAsync();
            Assert.InRange((int)answer.StatusCode, 400, 499);
            Assert.DoesNotContain(Api.Token(holdfast), text, StringComparison.Ordinal);
            Assert.True(JsonDocument.Parse(text).RootElement.GetProperty("error").GetProperty("code").GetInt32() > 0);
        }
    }

    private static Outcome StatusWithToken(Installation holdfast, string token)
    {
        var real = Api.Token(holdfast);
        File.WriteAllText(holdfast.Data("token"), token);
        var outcome = holdfast.Run("status");
        File.WriteAllText(holdfast.Data("token"), real);
        return outcome;
    }

    private void AssertRefused(string code, params string[] arguments)
    {
        var outcome = holdfast.Run([.. arguments, "--json"]);
        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Contains(code, outcome.Output + outcome.Error, StringComparison.Ordinal);
    }
}
