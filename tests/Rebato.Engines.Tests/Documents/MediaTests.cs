using Rebato.Documents;

namespace Rebato.Engines.Tests.Documents;

public sealed class MediaTests
{
    [Fact]
    public void An_mp3_keeps_its_frames_wherever_the_tags_are()
    {
        var plant = new Plant();
        Assert.Equal(5 * 417, Proof.Holds(MediaFiles.Mp3(plant), plant).Bytes.Length);
    }

    [Fact]
    public void A_flac_keeps_its_stream()
    {
        var plant = new Plant();
        Assert.Equal(4 + 38 + 5, Proof.Holds(MediaFiles.Flac(plant), plant).Bytes.Length);
    }

    [Fact]
    public void A_wav_keeps_its_sound()
    {
        var plant = new Plant();
        Assert.Equal("wav", Proof.Holds(MediaFiles.Wave(plant), plant).Before.Format);
    }

    [Fact]
    public void An_ogg_keeps_its_packets_and_gets_true_sums()
    {
        var plant = new Plant();
        Assert.True(Proof.Holds(MediaFiles.Ogg(plant), plant).Bytes.Span.IndexOf(new byte[] { 3, 2, 1, 2, 3, 4, 5 }) > 0);
    }

    [Fact]
    public void A_movie_keeps_its_picture_and_loses_where_it_was_at_each_second()
    {
        var plant = new Plant();
        var dirty = MediaFiles.Mp4(plant);
        var clean = Proof.Holds(dirty, plant);
        Assert.Equal(dirty.AsSpan().IndexOf("PICTURE!"u8), clean.Bytes.Span.IndexOf("PICTURE!"u8));
        Assert.Contains("timed-metadata", Proof.Codes(clean));
        Assert.Contains("gps", Proof.Codes(clean));
    }

    [Fact]
    public void A_telephone_picture_keeps_every_offset()
    {
        var plant = new Plant();
        var dirty = MediaFiles.Heic(plant);
        var clean = Proof.Holds(dirty, plant);
        Assert.Equal("heif", clean.Before.Format);
        Assert.Equal(dirty.Length, clean.Bytes.Length);
        Assert.Contains("gps", Proof.Codes(clean));
    }
}
