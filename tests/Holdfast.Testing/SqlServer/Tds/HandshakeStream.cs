namespace Holdfast.Testing.SqlServer.Tds;

/// <summary>TLS as TDS 7 has it: the handshake travels inside packets, all that follows it does not.</summary>
internal sealed class HandshakeStream(Stream inner) : Stream
{
    private readonly MemoryStream received = new();

    /// <summary>The handshake is over.</summary>
    internal bool IsOver { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (received.Position == received.Length)
        {
            if (IsOver) return inner.Read(buffer);
            if (TdsPackets.Receive(inner) is not { } message) return 0;
            received.SetLength(0);
            received.Write(message.Body);
            received.Position = 0;
        }
        return received.Read(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (IsOver) inner.Write(buffer);
        else TdsPackets.Send(inner, TdsPackets.BeforeSignIn, buffer);
    }

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
