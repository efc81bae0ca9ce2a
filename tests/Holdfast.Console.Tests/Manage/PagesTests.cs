using Bunit;
using Holdfast.Console.Elements;
using Holdfast.Console.Live;
using Holdfast.Console.Pages.Settings;
using Holdfast.Console.Pages.Storage;
using Holdfast.Console.Pages.Vault;
using Holdfast.Console.Tests.Serving;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Console.Tests.Manage;

public sealed class PagesTests
{
    private const string Disks = """{"disks":[{"id":"d1","path":"/mnt/<b>one</b>","state":"ok","capacity":1000,"free":400,"used":600,"advice":null}]}""";
    private const string Storage = """{"capacity":1000,"used":600,"free":400,"logicalBytes":6000,"storedBytes":600,"dedupSaved":5000,"compressionSaved":400,"fullInDaysLow":null,"fullInDaysHigh":null}""";

    private static async Task<ConsoleContext> AtStorage(string role)
    {
        var context = await new ConsoleContext(role).Open();
        context.Api.Answer("GET", "disks", Disks).Answer("GET", "overview", request => request.RequestUri!.AbsolutePath switch
        {
            "/api/v1/overview/storage" => (System.Net.HttpStatusCode.OK, """{"samples":[],"forecast":null}"""),
            "/api/v1/overview/space" => (System.Net.HttpStatusCode.OK, """{"sources":[{"source":"s1","name":"Payroll","server":"fs01","bytes":5000,"addedBytes":null,"points":3}],"total":1,"reclaimable":12}"""),
            _ => (System.Net.HttpStatusCode.OK, $$"""{"sources":1,"protectedWithinGoals":1,"needs":[],"needsTotal":0,"jobsRunning":0,"jobsQueued":0,"rate":0,"alerts":{"critical":0,"warning":0,"informational":0},"lastPoint":null,"nextPoint":null,"slaMisses":0,"storage":{{Storage}},"vault":null,"costThisMonth":0,"currency":"EUR","steps":[]}"""),
        });
        return context;
    }

    [Fact]
    public async Task StoragePage_DiskWithMarkupInItsPath_ShowsItAsText()
    {
        await using var context = await AtStorage("administrator");
        var page = context.Render<StoragePage>();
        page.WaitForAssertion(() => Assert.Contains("/mnt/<b>one</b>", page.Find(".disk h3").TextContent));
        Assert.Empty(page.FindAll(".disk h3 b"));
        Assert.Contains("60 % full", page.Find(".disk").TextContent);
    }

    [Fact]
    public async Task StoragePage_Reader_IsOfferedNoChange()
    {
        await using var context = await AtStorage("reader");
        var page = context.Render<StoragePage>();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".disk")));
        Assert.DoesNotContain(page.FindAll("button, a"), element => element.TextContent.Contains("Remove") || element.TextContent.Contains("Add disk") || element.TextContent.Contains("Collect"));
    }

    [Fact]
    public async Task PassphraseFields_AnotherOneThanWasSaved_IsNotReadyAgain()
    {
        await using var context = await new ConsoleContext().Open();
        List<bool> ready = [];
        var fields = context.Render<PassphraseFields>(parameters => parameters.Add(part => part.Label, "Passphrase").Add(part => part.ReadyChanged, ready.Add));
        await fields.FindAll("button")[0].ClickAsync(new()); // generates and shows it
        await fields.Find("input[type=checkbox]").ChangeAsync(new() { Value = true });
        Assert.True(ready[^1]);
        await fields.Find(".secret").InputAsync(new() { Value = "another passphrase, long enough" });
        Assert.False(ready[^1]);
    }

    [Fact]
    public async Task SettingForm_Save_SendsTheValueAndSaysWhatHoldsWhen()
    {
        await using var context = await new ConsoleContext().Open();
        const string Change = """{"setting":{"id":"workMbps","value":"0","isSet":true,"default":"0","unit":"Mbit/s","bounds":"0–10000","meaning":"upload"},"needsRestart":true}""";
        context.Api.Answer("PUT", "configuration/workMbps", Change);
        List<string> said = [];
        context.Services.GetRequiredService<Toaster>().Said += toast => said.Add(toast.Text);
        var form = context.Render<SettingForm>(parameters => parameters.Add(part => part.Setting, new("workMbps", "0", false, "0", "Mbit/s", "0–10000", "upload")));
        await form.Find("input[type=number]").InputAsync(new() { Value = "40" });
        await form.Find("form").SubmitAsync();
        Assert.Contains(context.Api.Asked, asked => asked.StartsWith("PUT configuration/workMbps", StringComparison.Ordinal) && asked.Contains("40"));
        Assert.Contains(said, text => text.Contains("starts again"));
    }

    [Fact]
    public async Task QrCode_OfAnEnrollment_IsASquareWithAQuietEdge()
    {
        await using var context = await new ConsoleContext().Open();
        var code = context.Render<QrCode>(parameters => parameters.Add(part => part.Text, "otpauth://totp/Holdfast:karla?secret=JBSWY3DPEHPK3PXP").Add(part => part.Label, "QR code"));
        var box = code.Find("svg").GetAttribute("viewBox")!.Split(' ');
        Assert.Equal(box[2], box[3]);
        var path = code.Find("path").GetAttribute("d")!;
        Assert.StartsWith("M4 4h1", path); // the corner of the finder behind four modules of edge
    }

    [Fact]
    public async Task Toasts_TwoThatSayTheSame_AreBothShown()
    {
        await using var context = await new ConsoleContext().Open();
        var toasts = context.Render<Holdfast.Console.Frame.Toasts>();
        var toaster = context.Services.GetRequiredService<Toaster>();
        toaster.Warn("The same");
        toaster.Warn("The same");
        toasts.WaitForAssertion(() => Assert.Equal(2, toasts.FindAll(".toast").Count));
    }
}
