using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer.Addresses;
using Holdfast.Workloads.SqlServer.Driver;
using Holdfast.Workloads.SqlServer.Statements;

namespace Holdfast.Workloads.SqlServer.Transports.Objects;

/// <summary>SQL Server reads and writes at the backup server's S3 endpoint. The credential that it needs for that exists for one run.</summary>
internal sealed class ObjectsTransport : ISqlTransport
{
    /// <summary>Documented limit of a URL after TO or FROM.</summary>
    private const int LongestUrl = 259;

    private readonly IObjectBucket _bucket;
    private readonly ISqlSession _session;
    private readonly Func<ISqlSession> _reconnect;
    private readonly Action<string> _note;
    private readonly int? _transferSize;

    /// <param name="bucket">Disposed with this.</param>
    /// <param name="session">Makes the credential, and removes it.</param>
    /// <param name="reconnect">Another session for its removal, where the first one is broken.</param>
    /// <param name="note">Takes what could not be cleaned up.</param>
    /// <exception cref="SqlFailure">The credential could not be made.</exception>
    public ObjectsTransport(IObjectBucket bucket, ISqlSession session, Func<ISqlSession> reconnect, Action<string> note, SqlOptions options, CancellationToken cancellation)
    {
        (_bucket, _session, _reconnect, _note) = (bucket, session, reconnect, note);
        _transferSize = options.Compression ? options.PartSize << 20 : null;
        try
        {
            session.Execute(CredentialStatements.Create(bucket.Url, bucket.AccessKey, bucket.Secret), null, cancellation);
        }
        catch
        {
            Drop();
            bucket.Dispose();
            throw;
        }
    }

    public void Write(ISqlSession session, IReadOnlyList<WrittenStripe> stripes, Func<BackupDevices, SqlStatement> statement, Action<int>? progress, CancellationToken cancellation)
    {
        var devices = Devices(stripes.Select(stripe => stripe.Key));
        var receivers = stripes.Select(stripe => new CountedReceiver(stripe.Receiver)).ToList();
        for (var index = 0; index < stripes.Count; index++) _bucket.Expect(stripes[index].Key, receivers[index]);
        session.Execute(statement(devices), progress, cancellation);
        if (receivers.FindIndex(receiver => !receiver.IsComplete) is >= 0 and var missing)
            throw new WorkloadException(WorkloadFault.ContentWrong, $"SQL Server says that the backup is complete, and file {missing + 1} of {stripes.Count} never came to its end.", "Read SQL Server's error log, and the endpoint's.");
    }

    public void Read(ISqlSession session, IReadOnlyList<ReadStripe> stripes, Func<BackupDevices, SqlStatement> statement, Action<int>? progress, CancellationToken cancellation)
    {
        var devices = Devices(stripes.Select(stripe => stripe.Key));
        foreach (var stripe in stripes) _bucket.Offer(stripe.Key, stripe.Length, stripe.Open);
        session.Execute(statement(devices), progress, cancellation);
    }

    public void Dispose()
    {
        Drop();
        _bucket.Dispose();
    }

    private BackupDevices Devices(IEnumerable<string> keys)
    {
        var urls = keys.Select(key => $"{_bucket.Url}/{key}").ToList();
        return urls.Find(url => url.Length > LongestUrl) is { } url
            ? throw new WorkloadException(WorkloadFault.NotPossible, $"SQL Server takes addresses of at most {LongestUrl} characters, and {url} has {url.Length}.", "Give the S3 endpoint a shorter name.")
            : new BackupDevices(BackupDevices.Url, urls, _bucket.Region, _transferSize);
    }

    private void Drop()
    {
        var statement = CredentialStatements.Drop(_bucket.Url);
        try
        {
            _session.Execute(statement, null, CancellationToken.None);
            return;
        }
        catch (Exception error) when (error is SqlFailure or InvalidOperationException)
        {
            // A connection that was cut off takes nothing more; the credential stays behind it.
        }
        try
        {
            using var session = _reconnect();
            session.Execute(statement, null, CancellationToken.None);
        }
        catch (Exception error) when (error is SqlFailure or InvalidOperationException)
        {
            _note($"Credential {_bucket.Url} could not be removed from the instance; its key is no longer good for anything. {error.Message}");
        }
    }
}
