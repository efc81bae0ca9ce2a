using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Audit;

/// <summary>Writes who did what into the server's log.</summary>
internal sealed class LoggedAuditTrail(ILogger log) : IAuditTrail
{
    public void Record(string actor, string action, string subject, string outcome) =>
        log.LogInformation("Audit: {Actor} {Action} {Subject}: {Outcome}.", actor, action, subject, outcome);
}
