using System.Collections.Frozen;

namespace Holdfast.Workloads.ShadowCopies.Requester;

/// <summary>HRESULTs of VSS in words: vsserror.h.</summary>
public static class ShadowCopyCodes
{
    public const int Pending = 0x00042309, Finished = 0x0004230a, Cancelled = 0x0004230b;

    public static readonly int BadState = Code(0x80042301), ObjectNotFound = Code(0x80042308), AccessDenied = Code(0x80070005), NotRegistered = Code(0x80040154), VolumeNotSupported = Code(0x8004230c),
        SnapshotSetInProgress = Code(0x80042316), InsufficientStorage = Code(0x8004231f), HoldWritesTimeout = Code(0x80042314), WriterTimeout = Code(0x800423f2), WriterRetryable = Code(0x800423f3);

    private static readonly FrozenDictionary<int, string> Words = new Dictionary<uint, string>
    {
        [0x80004005] = "unspecified failure",
        [0x80070005] = "access denied: the account is neither administrator nor backup operator",
        [0x8007000e] = "out of memory",
        [0x80070057] = "an argument is wrong",
        [0x8000ffff] = "unexpected failure",
        [0x80040154] = "the service is not installed",
        [0x80042301] = "the call does not fit the state of the requester",
        [0x80042302] = "unexpected failure; the event log says more",
        [0x80042304] = "the provider is not registered",
        [0x80042306] = "the provider refused",
        [0x80042308] = "there is no such object",
        [0x8004230c] = "the volume cannot be copied",
        [0x8004230e] = "the provider cannot copy the volume",
        [0x8004230f] = "the provider failed unexpectedly",
        [0x80042310] = "the document is damaged",
        [0x80042311] = "the document does not follow its format",
        [0x80042312] = "too many volumes in one set",
        [0x80042313] = "the volume's data could not be flushed in time",
        [0x80042314] = "writes could not be held long enough",
        [0x80042315] = "a writer failed unexpectedly",
        [0x80042316] = "another shadow copy is being made",
        [0x80042317] = "the volume has as many shadow copies as it can have",
        [0x80042318] = "the writers cannot be reached",
        [0x80042319] = "a writer does not answer",
        [0x8004231b] = "the provider does not know this kind of shadow copy",
        [0x8004231d] = "the volume is in use",
        [0x8004231f] = "there is no room for the shadow copy",
        [0x80042327] = "the computer must be restarted first",
        [0x80042328] = "transactions could not be held in time",
        [0x80042329] = "transactions were held for too long",
        [0x8004232a] = "a volume that is needed is not in the set",
        [0x8004232d] = "the volume is not of this computer",
        [0x8004232e] = "the cluster did not answer in time",
        [0x8004232f] = "that is not supported",
        [0x80042336] = "a writer failed for some of its components",
        [0x800423f0] = "the shadow copy does not hold all of a component: a volume of it is missing, or its files changed",
        [0x800423f1] = "the writer has too little memory or other resources",
        [0x800423f2] = "the writer took longer than it may: writes are held for at most 60 s",
        [0x800423f3] = "the writer failed, and may succeed at another try",
        [0x800423f4] = "the writer failed, and another try would fail as well",
        [0x800423f5] = "the writer could not bring the shadow copy into order",
        [0x80042409] = "the writer's state is not known",
    }.ToFrozenDictionary(pair => Code(pair.Key), pair => pair.Value);

    public static string Text(int code) => Words.TryGetValue(code, out var words) ? $"{words} (0x{code:x8})" : $"0x{code:x8}";

    private static int Code(uint code) => unchecked((int)code);
}
