package io.tidemark.bench.peers;

import io.tidemark.bench.R1Answer;
import io.tidemark.engine.activity.Activity;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.api.java.tuple.Tuple6;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * A Flink job in a cluster inside this process: by sale, by standing, by board, each keyed state on the heap, no checkpoint.
 * Its clock starts with the first transaction and stops with the last, without the start of the cluster and of the job.
 */
final class Flink implements Contender {
    static final TypeInformation<Tuple6<String, String, String, String, Long, Long>> LINE =
            TypeInformation.of(new TypeHint<>() {});
    static final TypeInformation<Tuple4<String, String, Integer, Long>> GAIN = TypeInformation.of(new TypeHint<>() {});
    static final TypeInformation<Tuple4<String, String, String, Long>> MOVE = TypeInformation.of(new TypeHint<>() {});

    private final Facts facts;
    private final int parallelism;

    Flink(Facts facts, int parallelism) {
        this.facts = facts;
        this.parallelism = parallelism;
    }

    @Override
    public String name() {
        return "Flink, keyed state on the heap, parallelism " + parallelism;
    }

    @Override
    public Facts facts() {
        return facts;
    }

    @Override
    public boolean durable() {
        return false;
    }

    @Override
    public void prepare() {
        FlinkStages.reset();
    }

    @Override
    public void run() throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(32));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(128));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        environment.getConfig().enableObjectReuse();
        List<Activity> activities = facts.activities();
        FlinkStages.facts(activities);
        environment
                .fromSequence(0, activities.size() - 1L)
                .setParallelism(1)
                .map(FlinkStages::line)
                .returns(LINE)
                .setParallelism(1)
                .keyBy(line -> line.f1.isEmpty() ? line.f0 : line.f1)
                .process(new FlinkStages.BySale())
                .returns(GAIN)
                .keyBy(gain -> gain.f0 + '|' + gain.f1)
                .process(new FlinkStages.ByStanding())
                .returns(MOVE)
                .keyBy(move -> move.f0 + '|' + move.f1)
                .process(new FlinkStages.ByBoard())
                .sinkTo(new DiscardingSink<>());
        environment.execute("r1");
    }

    @Override
    public long counted(long tookNs) {
        return FlinkStages.tookNs();
    }

    @Override
    public R1Answer answer() {
        R1Answer answer = new R1Answer();
        FlinkStages.boards()
                .forEach(board -> board.order()
                        .forEach((member, value) ->
                                answer.put(board.name(), board.period(), member, BigDecimal.valueOf(value, 4))));
        FlinkStages.standings()
                .forEach(standing -> answer.tier(standing.period, standing.rep, Points.tier(standing.sums)));
        return answer;
    }

    @Override
    public void close() {
        FlinkStages.facts(Collections.emptyList());
        FlinkStages.reset();
    }
}
