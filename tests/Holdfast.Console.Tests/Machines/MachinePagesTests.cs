using Bunit;
using Holdfast.Console.Pages.Recovery;
using Holdfast.Console.Tests.Serving;
using Holdfast.Console.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Console.Tests.Machines;

public sealed class MachinePagesTests
{
    private const string Source = """
        {"id":"s1","name":"web","kind":"hyperV","server":"vm","path":"hyperv://host1/web","group":null,"protection":"protected","replicaState":"ok","exclude":[],"excludeExtensions":[],"crossMountPoints":false,
        "online":false,"lastRecoveryPoint":null,"lastOnlineRecoveryPoint":null,"recoveryPoints":1,"onlineRecoveryPoints":0,"nextRun":null}
        """;

    private const string Points = """
        {"recoveryPoints":[
        {"id":"p1","source":"s1","sourceName":"web","path":"hyperv://host1/web","server":"vm","created":"2026-11-23T10:00:00Z","items":3,"itemsFailed":0,"bytes":10,"disk":true,"online":false,"expires":null,"kind":"hyperV","type":"full"}]}
        """;

    private const string Range = """
        {"source":"s1","kind":"hyperV","pointInTime":false,"ranges":[],"points":[{"id":"p1","created":"2026-11-23T10:00:00Z","consistent":"2026-11-23T10:00:00Z","type":"full"}],"log":null}
        """;

    private const string Partitions = """
        {"recoveryPoint":"p1","source":"s1","path":"disks/sda","total":2,"offset":0,"items":[
        {"path":"disks/sda/1","name":"1","kind":"partition","size":16777216,"modified":"2026-11-23T09:00:00Z","mode":"0000","owner":0,"group":0,"target":null,"condition":"complete","inDisk":true,
        "volume":{"number":1,"offset":1048576,"type":"linux","name":null,"fileSystem":"ext4","label":"<img src=x>root","unreadable":null}},
        {"path":"disks/sda/2","name":"2","kind":"partition","size":1048576,"modified":"2026-11-23T09:00:00Z","mode":"0000","owner":0,"group":0,"target":null,"condition":"complete","inDisk":true,
        "volume":{"number":2,"offset":17825792,"type":"linux","name":null,"fileSystem":"luks","label":null,"unreadable":"Files of a volume of kind luks cannot be read here."}}]}
        """;

    private const string Etc = """
        {"recoveryPoint":"p1","source":"s1","path":"disks/sda/1/etc","total":1,"offset":0,"items":[
        {"path":"disks/sda/1/etc/hosts","name":"hosts","kind":"file","size":20,"modified":"2026-11-23T09:00:00Z","mode":"0644","owner":0,"group":0,"target":null,"condition":"complete","inDisk":true}]}
        """;

    [Fact]
    public async Task Browse_Disk_ShowsWhatEachPartitionHoldsAndOpensIt()
    {
        await using var context = await Opened(Partitions);
        var page = Browse(context, "disks/sda");
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tr[data-row]").Count));
        var rows = page.FindAll("tr[data-row]");
        Assert.Contains("ext4 · <img src=x>root", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("16.0 MiB", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("img"));
        Assert.Contains("luks, not readable", rows[1].TextContent, StringComparison.Ordinal);
        Assert.NotNull(rows[1].QuerySelector("[title='Files of a volume of kind luks cannot be read here.']"));
        Assert.DoesNotContain("2026", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Equal(["web", "disks", "sda"], page.FindAll(".crumbs a").Select(crumb => crumb.TextContent.Trim()));
        await rows[0].ClickAsync(new());
        Assert.Contains("path=disks%2Fsda%2F1", context.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Browse_PartitionsDetails_TellWhereItBeginsAndWhatItIs()
    {
        await using var context = await Opened(Partitions);
        var page = Browse(context, "disks/sda", "disks/sda/2");
        page.WaitForAssertion(() => Assert.Contains(ByteWords.Exact(17_825_792), Details(page), StringComparison.Ordinal));
        Assert.Contains("luks", Details(page), StringComparison.Ordinal);
        Assert.Contains("Files of a volume of kind luks", Details(page), StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".panel a[href*='/recover?']"));
        Assert.DoesNotContain("0000", Details(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recover_FileInADisk_ShowsItsPlanAndAsksTheMachinesOwnRecovery()
    {
        await using var context = await Opened(Etc);
        context.Api.Answer("POST", "recover", """{"id":"j1","type":"recovery","state":"queued","source":"s1","created":"2026-11-23T12:00:00Z","started":null,"ended":null,"progress":null,"errors":[],"recoveryPoint":null}""")
            .Answer("POST", "recover/plan", """{"source":"s1","kind":"hyperV","recoveryPoint":"p1","reaches":"2026-11-23T10:00:00Z","parts":[{"recoveryPoint":"p1","paths":["disks/sda"]}],"steps":["Write hosts to /srv/back."],"warnings":[]}""");
        context.Services.GetRequiredService<NavigationManager>().NavigateTo("/recovery/s1/p1/recover?path=disks%2Fsda%2F1%2Fetc%2Fhosts");
        var page = context.Render<RecoverPage>(parameters => parameters.Add(part => part.Source, "s1").Add(part => part.Point, "p1"));
        await page.WaitForElement(Next).ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Files are not put into a machine that may be running", page.Markup, StringComparison.Ordinal));
        Assert.True(page.Find("input[value=original]").HasAttribute("disabled"));
        await page.Find(Next).ClickAsync(new());
        await page.WaitForElement("input[placeholder]").InputAsync(new() { Value = "/srv/back" });
        await page.Find(Next).ClickAsync(new());
        Assert.Empty(page.FindAll("input[value=skip]"));
        await page.Find(Next).ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("Write hosts to /srv/back.", page.Find(".plan-steps li").TextContent));
        Assert.DoesNotContain(context.Api.Asked, line => line.StartsWith("POST recover/forecast", StringComparison.Ordinal));
        Assert.Contains("holdfast recover s1 --at p1 --item disks/sda/1/etc/hosts --to /srv/back --wait", page.Markup, StringComparison.Ordinal);
        var asked = context.Api.Asked.Single(line => line.StartsWith("POST recover/plan", StringComparison.Ordinal));
        Assert.Contains("\"items\":[\"disks/sda/1/etc/hosts\"]", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("\"asFiles\":true", asked, StringComparison.Ordinal);
    }

    [Fact]
    public void Draft_OfAWholeMachine_ChoosesFormatInAFolderAndStartAtAHost()
    {
        var source = new RecoverySource(new RecoveryPlace(null, "s1") { IsApplication = true }, "web", "vm", "hyperv://host1/web", []) { Kind = "hyperV" };
        var draft = new ApplicationDraft { Source = source, At = "p1", Kind = ApplicationDraft.ToThisServer, Folder = "/srv/x", Format = "vhdx", Start = true };
        Assert.Equal("holdfast recover s1 --at p1 --to /srv/x --option format=vhdx --wait", draft.CommandLine());
        (draft.Kind, draft.Instance, draft.NewName) = (ApplicationDraft.ToInstance, "hyperv://host2", "web2");
        Assert.Equal("holdfast recover s1 --at p1 --instance hyperv://host2 --name web2 --option start=true --wait", draft.CommandLine());
        Assert.Equal(new Dictionary<string, string> { ["start"] = "true" }, draft.Request().Options);
    }

    private const string Next = ".wizard-foot .primary";

    private static IRenderedComponent<BrowsePage> Browse(ConsoleContext context, string path, string? item = null)
    {
        context.Services.GetRequiredService<NavigationManager>().NavigateTo($"/recovery/s1/p1?path={Uri.EscapeDataString(path)}{(item is null ? "" : "&item=" + Uri.EscapeDataString(item))}");
        return context.Render<BrowsePage>(parameters => parameters.Add(part => part.Source, "s1").Add(part => part.Point, "p1"));
    }

    private static string Details(IRenderedComponent<BrowsePage> page) => string.Concat(page.FindAll(".panel .facts").Select(facts => facts.TextContent));

    private static async Task<ConsoleContext> Opened(string folder)
    {
        var context = new ConsoleContext("administrator");
        context.Services.AddScoped<Basket>();
        context.Api.Answer("GET", "sources/find", Source).Answer("GET", "recovery-points", Points).Answer("GET", "sources/range", Range).Answer("GET", "browse", folder);
        return await context.Open();
    }
}
