using Bunit;
using Holdfast.Console.Pages.Setup;
using Holdfast.Console.Tests.Serving;

namespace Holdfast.Console.Tests.Setup;

public sealed class SetupLeftTests
{
    private const string State = """{"step":"passphrase","installed":true,"answers":{"step":"summary"},"phases":[],"remaining":["passphrase","disks","protect"]}""";

    [Fact]
    public async Task Links_ForAnAdministrator_LeadToWhatIsLeft()
    {
        await using var context = await new ConsoleContext().Open();
        context.Api.Answer("GET", "setup", State);
        var part = context.Render<SetupLeft>();
        part.WaitForAssertion(() => Assert.Equal(["/setup/passphrase", "/setup/disks"], part.FindAll("a").Select(link => link.GetAttribute("href"))));
    }

    [Fact]
    public async Task Links_ForAReader_AreNotThere()
    {
        await using var context = await new ConsoleContext("reader").Open();
        context.Api.Answer("GET", "setup", State);
        Assert.Empty(context.Render<SetupLeft>().FindAll("a"));
        Assert.DoesNotContain(context.Api.Asked, asked => asked.StartsWith("GET setup", StringComparison.Ordinal));
    }
}
