using System.Data;
using Dapper;
using Holdfast.Server.Accounts;
using Holdfast.Server.Audit;
using Holdfast.Server.Changes;
using Holdfast.Server.Reports;
using Holdfast.Server.Reports.Mail;

namespace Holdfast.Server.Catalog;

/// <summary>What the server knows about its repository without reading it: a cache of the pool, and the history of jobs and alerts.</summary>
internal sealed class ServerCatalog(CatalogDatabase database) : IDisposable
{
    /// <summary>Counts what is changed in here.</summary>
    internal ChangeFeed Changes => database.Changes;

    internal GroupTable Groups { get; } = new(database);

    internal SourceTable Sources { get; } = new(database);

    internal PointTable Points { get; } = new(database);

    internal JobTable Jobs { get; } = new(database);

    internal AlertTable Alerts { get; } = new(database);

    internal ScheduleTable Schedules { get; } = new(database);

    internal AgentTable Agents { get; } = new(database);

    internal AgentTokenTable AgentTokens { get; } = new(database);
    internal DiskSampleTable DiskSamples { get; } = new(database);

    internal NotificationTable Notifications { get; } = new(database);

    internal SubscriptionTable Subscriptions { get; } = new(database);

    internal ClockTable Clock { get; } = new(database);

    internal ContactTable Contact { get; } = new(database);

    internal UsageTable Usage { get; } = new(database);

    internal SourceDayTable SourceDays { get; } = new(database);

    internal PoolDayTable PoolDays { get; } = new(database);

    internal BandTable Band { get; } = new(database);

    internal StandingTable Standings { get; } = new(database);

    internal ReportTable Reports { get; } = new(database);

    internal ReportScheduleTable ReportSchedules { get; } = new(database);

    internal CredentialTable Credentials { get; } = new(database);

    internal DrillTable Drills { get; } = new(database);

    internal AccountTable Accounts { get; } = new(database);

    internal SessionTable Sessions { get; } = new(database);

    internal AuditTable Audit { get; } = new(database);

    internal SecurityPin SecurityPin(TimeProvider time) => new(database, time);

    /// <summary>The catalog in an SQLite file.</summary>
    internal static ServerCatalog Open(string path) => new(CatalogDatabase.Open(path));

    /// <summary>Empties all that can be read back from the pool, and the history of ended jobs; jobs that live stay.</summary>
    internal void Clear()
    {
        database.Write(Clear);
        foreach (var topic in (ChangeTopic[])[ChangeTopic.Groups, ChangeTopic.Sources, ChangeTopic.Points, ChangeTopic.Jobs, ChangeTopic.Alerts]) Changes.Touch(topic);
    }

    public void Dispose() => database.Dispose();

    private static void Clear(IDbConnection connection, IDbTransaction transaction)
    {
        foreach (var statement in (string[])
            [
                "DELETE FROM protection_groups", "DELETE FROM sources", "DELETE FROM recovery_points", "DELETE FROM schedules", "DELETE FROM waiting_runs",
                "DELETE FROM job_errors", "DELETE FROM jobs WHERE ended IS NOT NULL", "DELETE FROM alerts WHERE resolved IS NOT NULL",
            ])
            connection.Execute(statement, transaction: transaction);
    }
}
