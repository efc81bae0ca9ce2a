namespace Holdfast.Server.Setup.Unattended;

/// <summary>Keys of the answer files of Azure Backup Server, DPM, and MARS that have no counterpart here, and what takes their place.</summary>
internal static class ForeignKeys
{
    private const string NoReports = "there is no reporting server: reports are part of this server";
    private const string NoLicenses = "there are no product keys and licenses";

    private static readonly Dictionary<string, string> meanings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UserName"] = "nobody is registered by name; the first account is [HOLDFAST] Administrator",
        ["CompanyName"] = "no company is registered",
        ["SQLMachineDomainName"] = "a user of PostgreSQL has no domain",
        ["SqlAccountPassword"] = "no accounts of the operating system are made; the first account's password is [HOLDFAST] AdministratorPassword",
        ["ReportingMachineName"] = NoReports, ["ReportingInstanceName"] = NoReports, ["ReportingMachineUserName"] = NoReports, ["ReportingMachinePassword"] = NoReports,
        ["ReportingMachineDomainName"] = NoReports, ["ReportingUserName"] = NoReports, ["ReportingPassword"] = NoReports, ["ReportingDomainName"] = NoReports,
        ["ProductKey"] = NoLicenses, ["StandardAgentLicenses"] = NoLicenses, ["EnterpriseAgentLicenses"] = NoLicenses,
        ["ProgramFiles"] = "the program runs from where it lies; its package or folder decides",
        ["DatabaseFiles"] = "the catalog lies in the data folder (--data)",
        ["IntegratedInstallSource"] = "nothing else is installed with it",
    };

    /// <summary>Null for a key that nobody knows.</summary>
    internal static string? Meaning(string key) => meanings.GetValueOrDefault(key);
}
