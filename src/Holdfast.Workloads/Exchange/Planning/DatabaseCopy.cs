namespace Holdfast.Workloads.Exchange.Planning;

/// <summary>A copy of a replicated database, as Get-MailboxDatabaseCopyStatus shows it.</summary>
/// <param name="IsActive">Mailboxes are used from it.</param>
/// <param name="Status">Mounted, Healthy, Suspended, Seeding, Failed…</param>
/// <param name="CopyQueue">Logs that it has not received.</param>
/// <param name="ReplayQueue">Logs that it has received and not replayed.</param>
/// <param name="Preference">Of activation: 1 is the one that should be active; 0 where the server does not say.</param>
internal sealed record DatabaseCopy(string Server, bool IsActive, string Status, long CopyQueue, long ReplayQueue, int Preference);
