using System.Text.Json;
using Holdfast.Contracts.Api.Configuration;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Tests.Accounts;

namespace Holdfast.Server.Tests.Configuration;

public sealed class SettingsWriteTests
{
    [Fact]
    public async Task Set_ANumberAsText_IsInTheFileAndHoldsAfterTheNextStart()
    {
        await using var server = await RunningServer.Start(settings: """
            {
              // a comment
              "workers": 3, "workDays": ["Monday"]
            }
            """);
        var change = await server.Client.Configuration.Set("maxJobs", "7");
        Assert.Equal((true, "4", "7"), (change.NeedsRestart, change.Setting.Value, change.Setting.AfterRestart));
        var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(server.Data, "settings.json"))).RootElement;
        Assert.Equal((7, 3, "Monday"), (file.GetProperty("maxJobs").GetInt32(), file.GetProperty("workers").GetInt32(), file.GetProperty("workDays")[0].GetString()));
        Assert.Contains("a comment", File.ReadAllText(Path.Combine(server.Data, "settings.json.before")), StringComparison.Ordinal);
        Assert.Equal("7", Find(await server.Client.Configuration.List(), "maxJobs").AfterRestart);

        Assert.False((await server.Client.Configuration.Set("maxJobs", "4")).NeedsRestart);
        await server.Client.Configuration.Set("maxJobs", "9");
        await server.Restart();
        var held = Find(await server.Client.Configuration.List(), "maxJobs");
        Assert.Equal(("9", true, (string?)null), (held.Value, held.IsSet, held.AfterRestart));
        var reset = await server.Client.Configuration.Reset("maxJobs");
        Assert.Equal((true, "4", false), (reset.NeedsRestart, reset.Setting.AfterRestart, reset.Setting.IsSet));
    }

    [Fact]
    public async Task Set_WhatTheServerWouldNotStartWith_ChangesNothing()
    {
        await using var server = await RunningServer.Start(settings: """{ "workers": 3 }""");
        var before = File.ReadAllText(Path.Combine(server.Data, "settings.json"));
        var configuration = server.Client.Configuration;
        Assert.Equal(ErrorCode.SettingUnknown, await TestAccounts.Refused(configuration.Set("nothing", "1")));
        Assert.Equal(ErrorCode.SettingRefused, await TestAccounts.Refused(configuration.Set("workers", "1000")));
        Assert.Equal(ErrorCode.SettingRefused, await TestAccounts.Refused(configuration.Set("workDays", "[1]")));
        Assert.Equal(ErrorCode.SettingRefused, await TestAccounts.Refused(configuration.Set("proxyCredentialsFile", "/absent")));
        Assert.Equal(ErrorCode.SettingRefused, await TestAccounts.Refused(configuration.SetSecret("workers", "word")));
        Assert.Equal(ErrorCode.BadRequest, await TestAccounts.Refused(configuration.Set("workers", new SetSettingRequest())));
        Assert.Equal(before, File.ReadAllText(Path.Combine(server.Data, "settings.json")));
        await server.Restart();
    }

    [Fact]
    public async Task SetSecret_IsWrittenForTheServerAlone_AndShownNowhere()
    {
        const string secret = "a very secret word";
        await using var server = await RunningServer.Start();
        var change = await server.Client.Configuration.SetSecret("smtpPasswordFile", secret);
        var path = change.Setting.AfterRestart!;
        Assert.Equal(secret + "\n", File.ReadAllText(path));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.True(change.Setting.IsSecret);
        var shown = JsonSerializer.Serialize(await server.Client.Configuration.List(), ConfigurationJson.Default.SettingList);
        Assert.DoesNotContain(secret, shown, StringComparison.Ordinal);
        var audit = await server.Client.Audit.List();
        Assert.Contains(audit.Entries, entry => entry.Action == "PUT configuration/{key}" && entry.Subject == "smtpPasswordFile");
        Assert.DoesNotContain(audit.Entries, entry => entry.Subject.Contains(secret, StringComparison.Ordinal));
        await server.Stop();
        Assert.DoesNotContain(secret, File.ReadAllText(Path.Combine(server.Data, "logs", "holdfast.log")), StringComparison.Ordinal);
        await server.Launch();
    }

    [Fact]
    public async Task Set_ByWhichProtectionIsWeakened_TakesAFreshCode()
    {
        await using var server = await RunningServer.Start(settings: TestAccounts.Settings);
        using var reader = await server.Account("rita", "reader");
        using var admin = await server.Account("adam", "administrator");
        Assert.Equal(ErrorCode.Forbidden, await TestAccounts.Refused(reader.Configuration.Set("maxJobs", "7")));
        Assert.Equal(ErrorCode.ConfirmationNeeded, await TestAccounts.Refused(admin.Configuration.Set("poolSoftDeleteHours", "0")));
        Assert.Equal(ErrorCode.ConfirmationNeeded, await TestAccounts.Refused(admin.Configuration.Reset("historyDays")));
        admin.Confirm((await server.Client.Accounts.MakePin()).Pin);
        Assert.True((await admin.Configuration.Set("poolSoftDeleteHours", "0")).NeedsRestart);
    }

    private static SettingInfo Find(SettingList list, string key) => list.Settings.Single(setting => setting.Id == key);
}
