namespace Holdfast.Workloads.PostgreSql.BaseBackup;

/// <summary>Takes the content of one file of an archive.</summary>
internal interface IFileReceiver : IDisposable
{
    void Append(ReadOnlySpan<byte> bytes);

    void Complete();
}
