namespace Holdfast.Workloads.Nbd;

/// <summary>What an export can do.</summary>
[Flags]
internal enum NbdTransmission : ushort
{
    None = 0,
    HasFlags = 1,
    ReadOnly = 2,
    SendFlush = 4,
    SendFua = 8,
    Rotational = 16,
    SendTrim = 32,
    SendWriteZeroes = 64,
    SendDontFragment = 128,
    CanMultiConnect = 256,
    SendResize = 512,
    SendCache = 1024,
}
