namespace Holdfast.Server.Audit;

/// <summary>Where it is written down who did what. Requests of the API are recorded by the host; parts that act on other calls (agents) record themselves.</summary>
internal interface IAuditTrail
{
    /// <param name="actor">Account, "local", or "agent:NAME".</param>
    /// <param name="action">Such as "agent.enroll" or "DELETE recovery-points/{id}".</param>
    /// <param name="subject">What it was done to; never a secret.</param>
    /// <param name="outcome">"ok", or the number of the error.</param>
    void Record(string actor, string action, string subject, string outcome);
}
