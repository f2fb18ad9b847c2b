package dev.forebay.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.ArrayOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a script that is under way. It is sent by its digest; where the server does not
 * know the script (first use, restart, SCRIPT FLUSH), once more with its source.
 */
final class PendingReply extends CompletableFuture<ScriptReply> {
  private static final ByteArrayCodec CODEC = ByteArrayCodec.INSTANCE;

  private final ScriptCall call;
  private final Consumer<AsyncCommand<byte[], byte[], List<Object>>> resend;

  /**
   * The answer to a call.
   *
   * @param resend sends a command from a thread of Netty's, without waiting
   */
  PendingReply(ScriptCall call, Consumer<AsyncCommand<byte[], byte[], List<Object>>> resend) {
    this.call = call;
    this.resend = resend;
  }

  /** The command to send; its answer completes this. */
  AsyncCommand<byte[], byte[], List<Object>> evalsha() {
    var command = command(CommandType.EVALSHA, call.script().digest());
    var _ =
        command.whenComplete(
            (values, error) -> {
              if (error instanceof RedisNoScriptException) {
                eval();
              } else {
                settle(values, error);
              }
            });
    return command;
  }

  private void eval() {
    var command = command(CommandType.EVAL, call.script().source());
    var _ = command.whenComplete(this::settle);
    resend.accept(command);
  }

  private void settle(@Nullable List<Object> values, @Nullable Throwable error) {
    if (values != null) {
      complete(new ScriptReply.Answered(values));
    } else if (error instanceof RedisCommandExecutionException refusal) {
      complete(new ScriptReply.Refused(String.valueOf(refusal.getMessage())));
    } else {
      completeExceptionally(new RedisUnavailableException("the link to Redis was cut", error));
    }
  }

  private AsyncCommand<byte[], byte[], List<Object>> command(CommandType type, byte[] script) {
    var arguments =
        new CommandArgs<>(CODEC)
            .add(script)
            .add(call.keys().size())
            .addKeys(call.keys())
            .addValues(call.arguments());
    return new AsyncCommand<>(new Command<>(type, new ArrayOutput<>(CODEC), arguments));
  }
}
