using Bunit;
using Holdfast.Console.Live;
using Holdfast.Console.Pages.Recovery;
using Holdfast.Console.Tests.Serving;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Console.Tests.Applications;

public sealed class RecoverApplicationPageTests
{
    private const string Next = ".wizard-foot .primary";

    [Fact]
    public async Task Recover_ToAnInstance_ShowsThePlanAndAsksForExactlyThat()
    {
        await using var context = await Opened();
        var page = await AtSummary(context, overwrite: false);
        Assert.Equal(["Lay the base backup out.", "Replay the log until <b>12:03:07."], page.FindAll(".plan-steps li").Select(step => step.TextContent));
        Assert.Contains("2026-11-23 12:03:07", page.Find(".wizard-step .card").TextContent, StringComparison.Ordinal);
        Assert.Contains("The cluster must be stopped.", page.Find(".notice.warning").TextContent, StringComparison.Ordinal);
        await page.Find(Next).ClickAsync(new());
        page.WaitForAssertion(() => Assert.EndsWith("/recovery/reports/j1", context.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
        var asked = Assert.Single(context.Api.Asked, line => line.StartsWith("POST recover {", StringComparison.Ordinal));
        Assert.Contains("\"at\":\"2026-11-23T12:03:07Z\"", asked, StringComparison.Ordinal);
        Assert.Contains("\"instance\":\"postgresql://db2\"", asked, StringComparison.Ordinal);
        Assert.Equal(asked["POST recover ".Length..], context.Api.Asked.Single(line => line.StartsWith("POST recover/plan", StringComparison.Ordinal))["POST recover/plan ".Length..]);
    }

    [Fact]
    public async Task Recover_OverwhatIsThere_AsksOnceMoreWithTheLosses()
    {
        await using var context = await Opened();
        LossQuestion? question = null;
        context.Services.GetRequiredService<Confirmations>().Asked += asked => question = asked;
        var page = await AtSummary(context, overwrite: true);
        _ = page.Find(Next).ClickAsync(new()); // ends when the question is answered
        page.WaitForAssertion(() => Assert.NotNull(question));
        Assert.NotNull(question);
        Assert.Contains(question.Losses, loss => loss.Contains("What was written there since then is lost", StringComparison.Ordinal));
        Assert.Contains("The cluster must be stopped.", question.Losses);
        Assert.DoesNotContain(context.Api.Asked, line => line.StartsWith("POST recover {", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Recover_WithoutAPlan_DoesNotBegin()
    {
        await using var context = await Opened();
        context.Api.Refuse("POST", "recover/plan", 400304, "The log has a gap.");
        var page = await AtSummary(context, overwrite: false);
        Assert.Contains("The log has a gap.", page.Markup, StringComparison.Ordinal);
        await page.Find(Next).ClickAsync(new());
        Assert.DoesNotContain(context.Api.Asked, line => line.StartsWith("POST recover {", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Render_MomentThatNothingReaches_SaysSo()
    {
        await using var context = await Opened();
        context.Services.GetRequiredService<NavigationManager>().NavigateTo("/recovery/s1/application?at=2026-11-23T12:10:00Z");
        var page = context.Render<RecoverApplicationPage>(parameters => parameters.Add(part => part.Source, "s1"));
        page.WaitForAssertion(() => Assert.Contains("Nothing reaches 2026-11-23 12:10:00", page.Find(".empty").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Recover_WhatGoesToFoldersOnly_OffersNoOtherDestination()
    {
        await using var context = await Opened();
        context.Api.Answer("GET", "sources/find", Answers.Source.Replace("\"postgresql\"", "\"systemState\"", StringComparison.Ordinal))
            .Answer("GET", "workloads", """{"workloads":[{"kind":"systemState","title":"Windows system state","types":["full"],"streamsLog":false,"pointInTime":false,"items":true,"hasContainers":false,"needsCredential":false,"folderOnly":true}]}""");
        context.Services.GetRequiredService<NavigationManager>().NavigateTo("/recovery/s1/application?at=p1");
        var page = context.Render<RecoverApplicationPage>(parameters => parameters.Add(part => part.Source, "s1"));
        await page.WaitForElement(Next).ClickAsync(new());
        Assert.True(page.Find("input[value=here]").HasAttribute("checked"));
        Assert.All(["instance", "original"], kind => Assert.True(page.Find($"input[value={kind}]").HasAttribute("disabled")));
        Assert.Contains("Not while it runs", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recover_SomethingInsideAFarm_IsNamedInWords()
    {
        await using var context = await Opened();
        context.Api.Answer("GET", "workloads", Answers.Workloads.Replace("\"items\":true,", "\"items\":true,\"innerExample\":\"WSS_Content:/sites/hr\",", StringComparison.Ordinal));
        context.Services.GetRequiredService<NavigationManager>().NavigateTo("/recovery/s1/application?at=2026-11-23T12:03:07Z");
        var page = context.Render<RecoverApplicationPage>(parameters => parameters.Add(part => part.Source, "s1"));
        await page.WaitForElement("textarea").InputAsync(new() { Value = "WSS_Content:/sites/hr" });
        await page.Find(Next).ClickAsync(new());
        await page.Find("input[placeholder^='postgresql']").InputAsync(new() { Value = "postgresql://db2" });
        await page.Find(Next).ClickAsync(new());
        await page.Find(Next).ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("\"items\":[\"WSS_Content:/sites/hr\"]", context.Api.Asked.Single(line => line.StartsWith("POST recover/plan", StringComparison.Ordinal)), StringComparison.Ordinal));
        Assert.Contains("--item WSS_Content:/sites/hr", page.Markup, StringComparison.Ordinal);
    }

    private static async Task<IRenderedComponent<RecoverApplicationPage>> AtSummary(ConsoleContext context, bool overwrite)
    {
        context.Services.GetRequiredService<NavigationManager>().NavigateTo("/recovery/s1/application?at=2026-11-23T12:03:07Z");
        var page = context.Render<RecoverApplicationPage>(parameters => parameters.Add(part => part.Source, "s1"));
        await page.WaitForElement(Next).ClickAsync(new());
        await page.Find(Next).ClickAsync(new());
        Assert.Contains("Name the instance by its address", page.Find(".wizard-step [role=alert]").TextContent, StringComparison.Ordinal);
        await page.Find("input[placeholder^='postgresql']").InputAsync(new() { Value = "postgresql://db2" });
        await page.Find(Next).ClickAsync(new());
        if (overwrite) await page.Find("input[type=checkbox]").ChangeAsync(new() { Value = true });
        await page.Find(Next).ClickAsync(new());
        return page;
    }

    private static async Task<ConsoleContext> Opened()
    {
        var context = await new ConsoleContext().Open();
        context.Api.Answer("GET", "sources/find", Answers.Source).Answer("GET", "recovery-points", Answers.Points).Answer("GET", "sources/range", Answers.Range).Answer("GET", "workloads", Answers.Workloads)
            .Answer("GET", "agents", """{"agents":[]}""").Answer("POST", "recover", Job).Answer("POST", "recover/plan", Answers.Plan);
        return context;
    }

    internal const string Job = """
        {"id":"j1","type":"recovery","state":"queued","source":"s1","recoveryPoint":null,"items":0,"itemsFailed":0,"bytesRead":0,"bytesChanged":0,"bytesStored":0,"bytesSent":0,"durationMs":0,"cpuMs":0,"errors":[],
        "sourceName":"orders","sourcePath":null,"phase":"","itemsTotal":0,"bytesTotal":0,"bytesDeduplicated":0,"rate":0,"etaMs":null,"created":"2026-11-23T14:00:00Z","started":null,"ended":null}
        """;
}
