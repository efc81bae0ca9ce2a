using System.Data;

namespace Holdfast.Server.Alerts;

/// <summary>Learns what happens to alerts.</summary>
internal interface IAlertObserver
{
    /// <summary>Within the transaction that writes the change: what is written here is there exactly when the change is.</summary>
    void Writing(AlertChange change, IDbConnection connection, IDbTransaction transaction);

    /// <summary>After the change has been committed.</summary>
    void Written(AlertChange change);
}
