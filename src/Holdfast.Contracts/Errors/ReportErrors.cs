using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>Reports, changed settings, what agents are installed from.</summary>
internal static class ReportErrors
{
    internal static readonly ErrorInfo[] All =
    [
        new(ReportUnknown, "No such report", "There is no report of that name, or none in that form.", "Ask `holdfast report --help` for the reports there are.", 404, 2),
        new(SettingUnknown, "No such setting", "settings.json has no key of that name.", "`holdfast configuration` lists every key.", 404, 2),
        new(SettingRefused, "Setting refused", "The value is out of its bounds, or the server would not start with it.", "Give a value within the bounds that `holdfast configuration` shows.", 400, 2),
        new(AgentProgramMissing, "Program not here", "This server does not have the program for that platform.",
            "Install Holdfast's package there, or put the published program into the folder `download` of this server's data folder.", 404, 1),
        new(VaultTooOld, "Vault service too old", "The vault service does not know what it was asked; it is older than this server.", "Have the vault's owner update the vault service.", 502, 1),
        new(BandwidthRefused, "Bandwidth refused", "The week is not seven days of 24 hours, or a rate is out of its bounds.",
            "Give seven lists, Monday first, of 24 values: 1 to 10,000 megabits a second, or null for no limit.", 400, 2),
    ];
}
