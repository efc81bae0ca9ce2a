using System.Text;
using Holdfast.Workloads.Nbd;
using Holdfast.Workloads.Nbd.Serving;

namespace Holdfast.Workloads.Tests.Nbd.Serving;

public class HandshakeTests
{
    private readonly MemoryDisk disk = new(MemoryDisk.Content(1 << 20));

    [Fact]
    public async Task List_NamesAreSecret_NamesNone()
    {
        var (end, answers) = await Conversation.Hold(disk, new ClientBytes().Flags().Option(NbdOption.List).Option(NbdOption.Abort));
        Assert.Equal(NbdEnd.Finished, end);
        Assert.Equal(NbdOptionReply.Ack, Assert.Single(answers.OptionReplies(NbdOption.List)).Reply);
        Assert.Equal(NbdOptionReply.Ack, Assert.Single(answers.OptionReplies(NbdOption.Abort)).Reply);
        Assert.True(answers.IsEmpty);
    }

    [Fact]
    public async Task Go_RightName_TellsLengthReadOnlyAndBlockSizes()
    {
        var (_, answers) = await Conversation.Hold(disk, new ClientBytes().Flags().Name(NbdOption.Go, Conversation.Name, NbdInfo.BlockSize).Request(NbdCommand.Disconnect));
        var replies = answers.OptionReplies(NbdOption.Go);
        Assert.Equal(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0x10, 0, 0 }, replies[0].Data[..10]);
        var flags = (NbdTransmission)((replies[0].Data[10] << 8) | replies[0].Data[11]);
        Assert.True(flags.HasFlag(NbdTransmission.HasFlags | NbdTransmission.ReadOnly | NbdTransmission.CanMultiConnect | NbdTransmission.SendFlush | NbdTransmission.SendCache));
        Assert.False(flags.HasFlag(NbdTransmission.SendDontFragment)); // without structured replies a read is never taken apart
        Assert.Equal(new byte[] { 0, 3, 0, 0, 0, 1, 0, 1, 0, 0, 2, 0, 0, 0 }, replies[1].Data);
        Assert.Equal(NbdOptionReply.Ack, replies[2].Reply);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456789abcde")]
    [InlineData("0123456789abcdef0123456789abcdeF")]
    public async Task Go_WrongName_IsRefusedAndEndsAfterAFew(string name)
    {
        var client = new ClientBytes().Flags();
        for (var i = 0; i < 10; i++) client.Name(i % 2 == 0 ? NbdOption.Go : NbdOption.Info, name);
        var (end, answers) = await Conversation.Hold(disk, client);
        Assert.Equal(NbdEnd.Refused, end);
        var count = 0;
        for (; !answers.IsEmpty; count++) Assert.Equal(NbdOptionReply.ErrorUnknown, answers.Option().Reply);
        Assert.Equal(4, count);
    }

    [Fact]
    public async Task ExportName_WrongName_EndsWithoutAnAnswer()
    {
        var (end, answers) = await Conversation.Hold(disk, new ClientBytes().Flags().Option(NbdOption.ExportName, Encoding.ASCII.GetBytes("disk")));
        Assert.Equal(NbdEnd.Refused, end);
        Assert.True(answers.IsEmpty);
    }

    [Theory]
    [InlineData(3u, 10)]
    [InlineData(1u, 134)]
    public async Task ExportName_RightName_AnswersWithOrWithoutZeroes(uint flags, int length)
    {
        var (end, answers) = await Conversation.Hold(disk, new ClientBytes().Flags(flags).Option(NbdOption.ExportName, Encoding.ASCII.GetBytes(Conversation.Name)).Request(NbdCommand.Disconnect));
        Assert.Equal(NbdEnd.Finished, end);
        Assert.Equal(new byte[] { 0, 0, 0, 0, 0, 0x10, 0, 0 }, answers.Take(length)[..8].ToArray());
        Assert.True(answers.IsEmpty);
    }

    [Fact]
    public async Task MetaContexts_WithStructuredReplies_ListAndSetAllocation()
    {
        var client = new ClientBytes().Flags().Contexts(NbdOption.SetMetaContext, Conversation.Name, "base:allocation").Option(NbdOption.StructuredReply)
            .Contexts(NbdOption.ListMetaContext, Conversation.Name).Contexts(NbdOption.ListMetaContext, Conversation.Name, "base:")
            .Contexts(NbdOption.SetMetaContext, Conversation.Name, "qemu:dirty-bitmap:x", "base:allocation").Contexts(NbdOption.SetMetaContext, "another", "base:allocation").Option(NbdOption.Abort);
        var (_, answers) = await Conversation.Hold(disk, client);
        Assert.Equal(NbdOptionReply.ErrorInvalid, Assert.Single(answers.OptionReplies(NbdOption.SetMetaContext)).Reply);
        Assert.Equal(NbdOptionReply.Ack, Assert.Single(answers.OptionReplies(NbdOption.StructuredReply)).Reply);
        foreach (var (option, id) in new[] { (NbdOption.ListMetaContext, 0), (NbdOption.ListMetaContext, 0), (NbdOption.SetMetaContext, 1) })
        {
            var replies = answers.OptionReplies(option);
            Assert.Equal(2, replies.Count);
            Assert.Equal(id, replies[0].Data[3]);
            Assert.Equal("base:allocation", Encoding.ASCII.GetString(replies[0].Data[4..]));
        }
        Assert.Equal(NbdOptionReply.ErrorUnknown, Assert.Single(answers.OptionReplies(NbdOption.SetMetaContext)).Reply);
    }

    [Fact]
    public async Task Options_MalformedUnknownOrTooLong_AreRefusedAndTheNextIsUnderstood()
    {
        var client = new ClientBytes().Flags()
            .Option(NbdOption.Go, 0, 0, 0, 200, 1).Option(NbdOption.Info).Option((NbdOption)0x12345678, 1, 2, 3).Option(NbdOption.Go, new byte[NbdServerLimits.LongestOption + 1])
            .Option(NbdOption.List, 1).Option(NbdOption.StructuredReply, 1).Option(NbdOption.StartTls).Option(NbdOption.Abort);
        var (end, answers) = await Conversation.Hold(disk, client);
        Assert.Equal(NbdEnd.Finished, end);
        NbdOptionReply[] expected =
        [
            NbdOptionReply.ErrorInvalid, NbdOptionReply.ErrorInvalid, NbdOptionReply.ErrorUnsupported, NbdOptionReply.ErrorTooBig,
            NbdOptionReply.ErrorInvalid, NbdOptionReply.ErrorInvalid, NbdOptionReply.ErrorPolicy, NbdOptionReply.Ack,
        ];
        foreach (var reply in expected) Assert.Equal(reply, answers.Option().Reply);
    }

    [Fact]
    public async Task Options_Thousands_EndTheConnection()
    {
        var client = new ClientBytes().Flags();
        for (var i = 0; i < 5000; i++) client.Option(NbdOption.List);
        var (end, answers) = await Conversation.Hold(disk, client);
        Assert.Equal(NbdEnd.Violation, end);
        for (var i = 0; i < NbdServerLimits.MostOptions; i++) _ = answers.Option();
        Assert.True(answers.IsEmpty);
    }

    [Fact]
    public async Task Options_OfGigabytes_AreNotReceived()
    {
        var header = new ClientBytes().Option(NbdOption.Go).All[..12];
        var (end, answers) = await Conversation.Hold(disk, new ClientBytes().Flags().Raw(header).Number(uint.MaxValue).Raw(new byte[100]));
        Assert.Equal(NbdEnd.Violation, end);
        Assert.True(answers.IsEmpty);
    }

    [Fact]
    public async Task WithTls_BeforeIt_NothingIsServed()
    {
        var client = new ClientBytes().Flags().Name(NbdOption.Go, Conversation.Name).Option(NbdOption.List).Contexts(NbdOption.ListMetaContext, Conversation.Name)
            .Option(NbdOption.StructuredReply).Option(NbdOption.StartTls, 1).Option(NbdOption.ExportName, Encoding.ASCII.GetBytes(Conversation.Name)).Request(NbdCommand.Read, 0, 512);
        var (end, answers) = await Conversation.Hold(disk, client, (_, _) => throw new InvalidOperationException("Nobody asked for it properly."));
        Assert.Equal(NbdEnd.Refused, end);
        for (var i = 0; i < 4; i++) Assert.Equal(NbdOptionReply.ErrorTlsRequired, answers.Option().Reply);
        Assert.Equal(NbdOptionReply.ErrorInvalid, answers.Option().Reply);
        Assert.True(answers.IsEmpty);
    }

    [Fact]
    public async Task WithTls_AfterIt_WhatWasAgreedBeforeDoesNotCount()
    {
        var client = new ClientBytes().Flags().Option(NbdOption.StartTls).Contexts(NbdOption.SetMetaContext, Conversation.Name, "base:allocation")
            .Option(NbdOption.StartTls).Name(NbdOption.Go, Conversation.Name).Request(NbdCommand.Read, 0, 4).Request(NbdCommand.Disconnect);
        var (end, answers) = await Conversation.Hold(disk, client, (open, _) => Task.FromResult(open));
        Assert.Equal(NbdEnd.Finished, end);
        Assert.Equal(NbdOptionReply.Ack, answers.Option().Reply);
        Assert.Equal(NbdOptionReply.ErrorInvalid, answers.Option().Reply);
        Assert.Equal(NbdOptionReply.ErrorInvalid, answers.Option().Reply);
        _ = answers.OptionReplies(NbdOption.Go);
        Assert.Equal((1ul, NbdErrorNumber.None), answers.Simple());
        Assert.Equal(disk.Bytes[..4], answers.Take(4).ToArray());
    }

    [Fact]
    public async Task Flags_ThatNobodyKnows_EndTheConnection()
    {
        var (end, _) = await Conversation.Hold(disk, new ClientBytes().Flags(0x80000001).Option(NbdOption.List));
        Assert.Equal(NbdEnd.Violation, end);
    }
}
