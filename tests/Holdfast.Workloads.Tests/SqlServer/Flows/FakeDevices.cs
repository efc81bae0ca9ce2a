using System.Collections.Concurrent;
using Holdfast.Testing.SqlServer.Instances;
using Holdfast.Workloads.SqlServer.Transports.Vdi;

namespace Holdfast.Workloads.Tests.SqlServer.Flows;

/// <summary>A stand-in for the virtual device interface: the instance's side sends and receives media, the client's side sees commands.</summary>
internal sealed class FakeDevices : IVirtualDeviceSets, IDevicePlace
{
    private Set? _set;

    /// <summary>Whether it says when all data has come, as newer servers do.</summary>
    public bool HasComplete { get; set; } = true;

    /// <summary>Bytes of one command.</summary>
    public int Transfer { get; set; } = 10_000;

    /// <summary>Called for every command before the client gets it.</summary>
    public Action<VirtualCommandCode, int>? OnCommand { get; set; }

    public List<VirtualCommandCode> Commands { get; } = [];

    public bool WasAborted { get; private set; }

    public bool WasClosed { get; private set; }

    public IVirtualDeviceSet Create(string? instance, int stripes)
    {
        (WasAborted, WasClosed) = (false, false);
        return _set = new Set(this, DeviceNames.Of($"set-{instance ?? "default"}", stripes));
    }

    /// <summary>As BACKUP does: writes, a flush, the end.</summary>
    public void Send(string device, byte[] media)
    {
        var commands = _set!.Configure(device);
        for (var at = 0; at < media.Length; at += Transfer) commands.Do(VirtualCommandCode.Write, media[at..Math.Min(at + Transfer, media.Length)]);
        commands.Do(VirtualCommandCode.Flush, []);
        if (HasComplete) commands.Do(VirtualCommandCode.Complete, []);
        commands.Close();
    }

    /// <summary>As RESTORE does: reads until the end of the file.</summary>
    public byte[] Receive(string device)
    {
        var commands = _set!.Configure(device);
        var media = new MemoryStream();
        while (true)
        {
            var command = commands.Do(VirtualCommandCode.Read, new byte[Transfer]);
            media.Write(command.Bytes.AsSpan(0, command.Transferred));
            if (command.Completion == VirtualCompletion.EndOfFile) break;
        }
        commands.Close();
        return media.ToArray();
    }

    internal sealed class Command(VirtualCommandCode code, byte[] bytes) : IVirtualCommand
    {
        public VirtualCommandCode Code => code;

        public byte[] Bytes => bytes;

        public Span<byte> Buffer => bytes;

        public VirtualCompletion Completion { get; set; }

        public int Transferred { get; set; }

        public ManualResetEventSlim Done { get; } = new();
    }

    internal sealed class Set(FakeDevices owner, IReadOnlyList<string> names) : IVirtualDeviceSet
    {
        private readonly Dictionary<string, Device> _devices = names.ToDictionary(name => name, _ => new Device(owner));
        private readonly ManualResetEventSlim _configured = new();

        public IReadOnlyList<string> Names => names;

        public bool HasComplete => owner.HasComplete;

        public bool TryConfigure(TimeSpan timeout) => _configured.Wait(TimeSpan.FromMilliseconds(50));

        public IVirtualDevice Open(int stripe) => _devices[names[stripe]];

        public Device Configure(string device)
        {
            _configured.Set();
            return _devices[device];
        }

        public void Abort()
        {
            owner.WasAborted = true;
            foreach (var device in _devices.Values) device.Abort();
        }

        public void Dispose() => owner.WasClosed = true;
    }

    internal sealed class Device(FakeDevices owner) : IVirtualDevice
    {
        private readonly BlockingCollection<Command> _queue = [];
        private readonly CancellationTokenSource _aborted = new();

        public Command Do(VirtualCommandCode code, byte[] bytes)
        {
            var command = new Command(code, bytes);
            lock (owner.Commands) owner.Commands.Add(code);
            try
            {
                _queue.Add(command, _aborted.Token);
                command.Done.Wait(_aborted.Token);
            }
            catch (OperationCanceledException)
            {
                throw new InstanceError([3202], "Write on the virtual device failed: 995 (The I/O operation has been aborted).");
            }
            return command.Completion is VirtualCompletion.Success or VirtualCompletion.EndOfFile ? command : throw new InstanceError([3202], $"The virtual device answered {(int)command.Completion}.");
        }

        public void Close() => _queue.CompleteAdding();

        public void Abort() => _aborted.Cancel();

        public VirtualDeviceState Next(TimeSpan timeout, out IVirtualCommand? command)
        {
            command = null;
            try
            {
                if (_queue.TryTake(out var taken, 50, _aborted.Token))
                {
                    owner.OnCommand?.Invoke(taken.Code, owner.Commands.Count);
                    command = taken;
                    return VirtualDeviceState.Command;
                }
            }
            catch (OperationCanceledException)
            {
                return VirtualDeviceState.Aborted;
            }
            return _queue.IsCompleted ? VirtualDeviceState.Closed : VirtualDeviceState.Idle;
        }

        public void Complete(IVirtualCommand command, VirtualCompletion completion, int transferred)
        {
            var own = (Command)command;
            (own.Completion, own.Transferred) = (completion, transferred);
            own.Done.Set();
        }
    }
}
