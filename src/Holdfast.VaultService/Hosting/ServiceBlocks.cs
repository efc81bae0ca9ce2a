using System.Buffers;
using Holdfast.Contracts.Transport;
using Microsoft.AspNetCore.Connections;

namespace Holdfast.VaultService.Hosting;

/// <summary>Has the web server use <see cref="RecordBlocks"/>, each host its own.</summary>
internal sealed class ServiceBlocks : IMemoryPoolFactory<byte>
{
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new RecordBlocks();
}
