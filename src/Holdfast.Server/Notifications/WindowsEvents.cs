using System.Diagnostics;
using System.Runtime.Versioning;
using System.Security;
using Holdfast.Server.Alerts;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Notifications;

/// <summary>Alerts in the application log of Windows, where monitoring looks for them. The source is made by whoever installs the service.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsEvents
{
    private const string Source = "Holdfast Alerts";

    // Event identifiers have 16 bits.
    private const int Raised = 1, Resolved = 2;

    internal static void Write(AlertChange change, ILogger log)
    {
        var alert = change.Alert;
        try
        {
            if (!EventLog.SourceExists(Source)) return;
            var kind = change.News == AlertNews.Resolved ? EventLogEntryType.Information : alert.Severity switch
            {
                AlertBoard.Critical => EventLogEntryType.Error,
                AlertBoard.Warning => EventLogEntryType.Warning,
                _ => EventLogEntryType.Information,
            };
            EventLog.WriteEntry(
                Source, $"{alert.Message}\n{alert.Remedy}\nid={alert.Id} severity={alert.Severity} code={alert.Code} type={alert.Type} subject={alert.Subject}", kind,
                change.News == AlertNews.Resolved ? Resolved : Raised);
        }
        catch (Exception failure) when (failure is SecurityException or InvalidOperationException or ArgumentException)
        {
            log.LogWarning("The event log does not take alerts: {Reason}", failure.Message);
        }
    }
}
