using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Configuration;
using Holdfast.Contracts.Api.Vaults;
using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cloud;

/// <summary>Reads how a server works with its vault, and brings what was changed of it to the server.</summary>
internal static class SubscriptionSettings
{
    private const long BitsOfMegabit = 1 << 20;

    internal static CloudSubscriptionSetting Read(DpmServer server, CancellationToken stop)
    {
        var values = server.Client.Configuration.List(stop).GetAwaiter().GetResult().Settings.ToDictionary(setting => setting.Id, setting => setting.AfterRestart ?? setting.Value);
        return new CloudSubscriptionSetting(server)
        {
            Proxy = Uri.TryCreate(values["proxy"], UriKind.Absolute, out _) ? values["proxy"] : null,
            WorkDay = Days(values["workDays"]),
            StartWorkHour = TimeSpan.FromHours(int.Parse(values["workStartHour"], System.Globalization.CultureInfo.InvariantCulture)),
            EndWorkHour = TimeSpan.FromHours(int.Parse(values["workEndHour"], System.Globalization.CultureInfo.InvariantCulture)),
            WorkHourBandwidth = long.Parse(values["workMbps"], System.Globalization.CultureInfo.InvariantCulture) * BitsOfMegabit,
            NonWorkHourBandwidth = long.Parse(values["nonWorkMbps"], System.Globalization.CultureInfo.InvariantCulture) * BitsOfMegabit,
        };
    }

    /// <returns>What the caller should know, in words.</returns>
    internal static IReadOnlyList<string> Commit(CloudSubscriptionSetting setting, CancellationToken stop)
    {
        using var confirmation = new Confirmation(null, setting.SecurityPin);
        var client = setting.Server.Client;
        var news = new List<string>();
        if (setting.ChangesProxy && WriteProxy(client.Configuration, setting, stop)) news.Add("The proxy holds after the next start of the server.");
        if (setting.ChangesBandwidth) WriteBandwidth(client, setting, stop);
        WritePassphrase(setting, stop);
        (setting.ChangesProxy, setting.ChangesBandwidth, setting.EncryptionPassphrase) = (false, false, null);
        return news;
    }

    /// <summary>Bits a second as the settings have them: whole megabits, at least one.</summary>
    internal static long Megabits(long bits) => bits == 0 ? 0 : Math.Max(1, bits / BitsOfMegabit);

    /// <summary>Days by their names; the standard is written as a range.</summary>
    private static DayOfWeek[] Days(string text)
    {
        var named = Enum.GetValues<DayOfWeek>().Where(day => text.Contains(day.ToString(), StringComparison.OrdinalIgnoreCase)).ToArray();
        return named is [var first, var last] && text.Contains(" to ", StringComparison.Ordinal) ? [.. Enum.GetValues<DayOfWeek>().Where(day => day >= first && day <= last)] : named;
    }

    private static void WritePassphrase(CloudSubscriptionSetting setting, CancellationToken stop)
    {
        var server = setting.Server;
        if (setting.EncryptionPassphrase is null && server.VaultCredentials is not null)
            throw new HoldfastException(ErrorCode.BadRequest, "The registration with the vault waits for a passphrase.", "Set it with -EncryptionPassphrase, and commit again.");
        if (setting.EncryptionPassphrase is not { } passphrase) return;
        if (server.VaultCredentials is { } credentials) server.Client.RegisterVault(new RegisterVaultRequest(credentials, Secrets.Text(passphrase)), stop).GetAwaiter().GetResult();
        else server.Client.Vaults.ChangePassphrase(new ChangePassphraseRequest(Secrets.Text(passphrase)), stop).GetAwaiter().GetResult();
        server.VaultCredentials = null;
    }

    private static bool WriteProxy(ConfigurationClient configuration, CloudSubscriptionSetting setting, CancellationToken stop)
    {
        // Credentials go first and come last: they are refused without a proxy.
        if (setting.Proxy is null || setting.ProxyUsername is null) configuration.Reset("proxyCredentialsFile", stop).GetAwaiter().GetResult();
        if (setting.Proxy is null) return configuration.Reset("proxy", stop).GetAwaiter().GetResult().NeedsRestart;
        var change = configuration.Set("proxy", setting.Proxy, stop).GetAwaiter().GetResult();
        if (setting.ProxyUsername is { } user)
            configuration.SetSecret("proxyCredentialsFile", $"{user}\n{(setting.ProxyPassword is { } password ? Secrets.Text(password) : "")}\n", stop).GetAwaiter().GetResult();
        return change.NeedsRestart;
    }

    private static void WriteBandwidth(HoldfastClient client, CloudSubscriptionSetting setting, CancellationToken stop)
    {
        void Set(string key, long value) => client.Configuration.Set(key, value.ToString(System.Globalization.CultureInfo.InvariantCulture), stop).GetAwaiter().GetResult();
        Set("workMbps", Megabits(setting.WorkHourBandwidth));
        Set("nonWorkMbps", Megabits(setting.NonWorkHourBandwidth));
        Set("workStartHour", (long)setting.StartWorkHour.TotalHours);
        Set("workEndHour", (long)setting.EndWorkHour.TotalHours);
        client.Configuration.Set("workDays", "[" + string.Join(", ", setting.WorkDay.Select(day => $"\"{day}\"")) + "]", stop).GetAwaiter().GetResult();
        // A grid of hours that somebody drew in the console would hold before the settings.
        client.Vaults.ResetBandwidth(stop).GetAwaiter().GetResult();
    }
}
