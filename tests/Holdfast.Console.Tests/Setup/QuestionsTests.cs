using Bunit;
using Holdfast.Console.Pages.Setup;
using Holdfast.Console.Tests.Serving;
using Holdfast.Contracts.Api.Setup;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Console.Tests.Setup;

public sealed class QuestionsTests
{
    private const string State = """{"step":"checks","installed":false,"answers":{"step":"checks"},"phases":[],"remaining":[],"dataFolder":"/data"}""";
    private const string Failing = """{"checks":[{"id":"memory","title":"Memory","state":"passed","found":"8 GiB"},{"id":"port","title":"Ports","state":"failed","found":"8421 is taken","reason":"Another program listens.","remedy":"Stop it."}]}""";
    private const string Passing = """{"checks":[{"id":"memory","title":"Memory","state":"passed","found":"8 GiB"}]}""";

    [Fact]
    public async Task Next_CheckFailed_StaysUntilItIsCheckedAgainAndPasses()
    {
        await using var context = await new ConsoleContext().Open();
        context.Api.Answer("PUT", "setup/answers", State).Answer("POST", "setup/checks", Failing);
        var wizard = Render(context, SetupSteps.Checks);
        wizard.WaitForAssertion(() => Assert.Contains("Stop it.", wizard.Find("[data-check=port]").TextContent, StringComparison.Ordinal));

        await wizard.Find(".wizard-foot .primary").ClickAsync(new());
        Assert.Contains("One check failed", wizard.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(context.Api.Asked, asked => asked.Contains("\"step\":\"catalog\"", StringComparison.Ordinal));

        context.Api.Answer("POST", "setup/checks", Passing);
        await wizard.Find(".checks-head button").ClickAsync(new());
        await wizard.Find(".wizard-foot .primary").ClickAsync(new());
        wizard.WaitForAssertion(() => Assert.EndsWith("/setup/catalog", context.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
        Assert.Contains(context.Api.Asked, asked => asked.Contains("\"step\":\"catalog\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Next_FolderWithoutRoom_StaysAndSaysWhatHelps()
    {
        await using var context = await new ConsoleContext().Open();
        context.Api.Answer("PUT", "setup/answers", State).Answer("GET", "disks/candidates", """{"candidates":[]}""")
            .Answer("POST", "setup/scratch", """{"neededBytes":5,"freeBytes":1,"enough":false,"explanation":"One twentieth"}""")
            .Answer("POST", "setup/checks", """{"checks":[{"id":"scratch-space","title":"Room for scratch data","state":"failed","found":"little","reason":"Too little.","remedy":"Choose another."}]}""");
        var wizard = Render(context, SetupSteps.Locations);
        wizard.WaitForAssertion(() => Assert.Contains("One twentieth", wizard.Find("[data-scratch]").TextContent, StringComparison.Ordinal));
        await wizard.Find(".wizard-foot .primary").ClickAsync(new());
        wizard.WaitForAssertion(() => Assert.Contains("Choose another.", wizard.Find("[data-check=scratch-space]").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain(context.Api.Asked, asked => asked.Contains("\"step\":\"security\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Next_WithoutASecondFactor_ForgetsOneThatWasBegun()
    {
        await using var context = await new ConsoleContext().Open();
        context.Api.Answer("PUT", "setup/answers", State).Answer("DELETE", "setup/totp", """{"done":true}""");
        var wizard = Render(context, SetupSteps.Security, new SetupDraft { Step = SetupSteps.Security, Administrator = "ada", Password = "Unguessable-42-words", Repeated = "Unguessable-42-words" });
        await wizard.Find(".wizard-foot .primary").ClickAsync(new());
        wizard.WaitForAssertion(() => Assert.Contains(context.Api.Asked, asked => asked.Contains("\"step\":\"updates\"", StringComparison.Ordinal)));
        Assert.Contains("DELETE setup/totp", context.Api.Asked);
        Assert.DoesNotContain(context.Api.Asked, asked => asked.Contains("Unguessable", StringComparison.Ordinal));
    }

    private static IRenderedComponent<Questions> Render(ConsoleContext context, string step, SetupDraft? draft = null)
    {
        var answers = new SetupAnswers(step);
        return context.Render<Questions>(parameters => parameters.Add(part => part.Step, step).Add(part => part.Draft, draft ?? SetupDraft.Of(answers))
            .Add(part => part.State, new SetupState(step, false, answers, [], []) { DataFolder = "/data" }));
    }
}
