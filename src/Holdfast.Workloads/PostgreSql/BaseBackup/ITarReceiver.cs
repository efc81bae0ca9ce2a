namespace Holdfast.Workloads.PostgreSql.BaseBackup;

internal interface ITarReceiver
{
    void Begin(TarEntry entry);

    void Content(ReadOnlySpan<byte> bytes);

    /// <summary>All of its content has come.</summary>
    void End();
}
