namespace Holdfast.Testing.Damage;

/// <summary>A file that may be read so often and no more: a reader that goes round in circles is stopped, whatever the machine's speed.</summary>
public sealed class BudgetStream(byte[] content, long budget) : MemoryStream(content, 0, content.Length, false, true)
{
    private const int MostCallsPerByte = 4;

    private long bytesLeft = budget;
    private long callsLeft = 10_000 + ((long)content.Length * MostCallsPerByte);

    public override int Read(Span<byte> buffer) => Count(base.Read(buffer));

    public override int Read(byte[] buffer, int offset, int count) => Count(base.Read(buffer, offset, count));

    public override int ReadByte()
    {
        Count(1);
        return base.ReadByte();
    }

    private int Count(int length)
    {
        bytesLeft -= length;
        callsLeft--;
        return bytesLeft >= 0 && callsLeft >= 0 ? length : throw new InvalidOperationException("The reader does not come to an end.");
    }
}
