using System.Buffers;
using Holdfast.Contracts.Transport;
using Microsoft.AspNetCore.Connections;

namespace Holdfast.Server.Agents.Gateway;

/// <summary>Has the web server use <see cref="RecordBlocks"/>, each host its own.</summary>
internal sealed class GatewayBlocks : IMemoryPoolFactory<byte>
{
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new RecordBlocks();
}
